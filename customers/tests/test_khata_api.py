"""The routes of the khata: entries with a photo, taking back, statement, ageing, timeline, notes, tags, filters."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from customers.models import Note
from customers.testing import a_party
from smartkhata.core.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(asha):
    with asha.scope():
        party = a_party(asha.user, name="Ramesh Kumar", opening_balance=200)
    return f"/api/customers/{party.number}"


def gave(asha, customer, amount=100, **more):
    return asha.api.post(f"{customer}/entries", {"type": "gave", "amount": amount, **more}).json()


def test_an_entry_is_taken_back_once(asha, customer):
    entry = gave(asha, customer)
    assert entry["balance"] == 300
    undo = f"{customer}/entries/{entry['entry_id']}/reversal"
    back = asha.api.post(undo, {"note": "Wrong customer"})
    assert (back.status_code, back.json()["balance"], back.json()["type"]) == (201, 200, "undo")
    assert asha.api.post(undo, {}).json()["error"]["code"] == "already_reversed"
    lines = asha.api.get(f"{customer}/ledger").json()["entries"]
    assert [line["reversed"] for line in lines] == [False, True, False]


def test_a_photo_of_the_bill_stays_behind_the_door(asha, charlie, customer):
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, "PNG")
    data = {"type": "got", "amount": "50", "photo": SimpleUploadedFile("bill.png", out.getvalue())}
    answer = Client().post(f"{customer}/entries", data, headers=asha.api.headers)
    assert answer.status_code == 201, answer.content
    url = answer.json()["photo_url"]
    photo = asha.api.get(url)
    assert photo["Content-Type"] == "image/jpeg" and Image.open(io.BytesIO(photo.content)).size == (30, 20)
    assert charlie.api.get(url).status_code == 404
    assert Client().get(url).status_code == 401


def test_what_is_no_picture_writes_no_entry(asha, customer):
    data = {"type": "got", "amount": "50", "photo": SimpleUploadedFile("bill.png", b"<svg/>")}
    assert Client().post(f"{customer}/entries", data, headers=asha.api.headers).status_code == 400
    assert asha.api.get(f"{customer}/ledger").json()["total"] == 1


def test_a_small_difference_is_let_go_within_the_tolerance(asha, brian, customer):
    refused = asha.api.post(f"{customer}/write-off", {})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "above_tolerance")
    asha.api.post(f"{customer}/entries", {"type": "got", "amount": "199.60"})
    assert brian.api.post(f"{customer}/write-off", {}).status_code == 403
    assert asha.api.post(f"{customer}/write-off", {}).json()["balance"] == 0


def test_a_statement_of_a_range_opens_and_closes(asha, customer):
    day = today(asha.business)
    gave(asha, customer, 100, date=str(day))
    told = asha.api.get(f"{customer}/statement").json()
    assert (told["opening_balance"], told["gave"], told["closing_balance"]) == (0, 300, 300)
    assert [line["type"] for line in told["entries"]] == ["opening", "gave"]
    assert told["ageing"]["current"] == told["ageing"]["total"] == 300
    assert asha.api.get(f"{customer}/statement", **{"from": "2030-01-01"}).status_code == 400


def test_the_ageing_of_the_shop_sums_to_what_is_owed(asha, customer):
    told = asha.api.get("/api/customers/stats/ageing").json()
    assert told["totals"]["total"] == told["customers"][0]["total"] == 200
    assert asha.api.get("/api/customers/stats/ageing", on="2020-01-01").json()["total"] == 0


def test_the_timeline_is_filtered_by_what_it_is_about(asha, customer):
    gave(asha, customer)
    asha.api.put(customer, {"payment_terms": "net_15"})
    events = asha.api.get(f"{customer}/timeline").json()["events"]
    assert [row["type"] for row in events] == ["changes", "entries", "changes"]
    change = events[0]
    assert change["data"]["changes"] == {"payment_terms": ["", "net_15"]} and change["by"] == "Asha"
    assert asha.api.get(f"{customer}/timeline", type="entries").json()["total"] == 1
    assert asha.api.get(f"{customer}/timeline", type="gossip").status_code == 400


def test_notes_are_several_and_rest_encrypted(asha, customer):
    first = asha.api.post(f"{customer}/notes", {"text": "Pays on Fridays"}).json()
    asha.api.post(f"{customer}/notes", {"text": "VIP", "pinned": True})
    notes = asha.api.get(f"{customer}/notes").json()["notes"]
    assert [(note["text"], note["by"]) for note in notes] == [("VIP", "Asha"), ("Pays on Fridays", "Asha")]
    assert asha.api.get(customer).json()["notes"] == "VIP"
    assert asha.api.put(customer, {"notes": "VVIP"}).json()["notes"] == "VVIP"
    assert asha.api.put(customer, {"notes": ""}).json()["notes"] == ""
    assert asha.api.delete(f"{customer}/notes/{first['note_id']}").status_code == 204
    assert asha.api.get(f"{customer}/notes").json()["total"] == 2, "what was pinned stays as a note"
    with asha.scope():
        raw = Note.objects.extra(select={"raw": "text"}).values_list("raw", flat=True)
        assert all("VIP" not in text for text in raw)


def test_tags_are_added_replaced_and_taken_away(asha, customer):
    tags = f"{customer}/tags"
    assert asha.api.post(tags, {"tags": ["VIP", "Monthly"]}).json() == {"tags": ["VIP", "Monthly"]}
    assert asha.api.post(tags, {"tags": ["vip"]}).json() == {"tags": ["VIP", "Monthly"]}
    assert asha.api.delete(f"{tags}/Vip").status_code == 204
    assert asha.api.put(tags, {"tags": ["a", "b"]}).json() == {"tags": ["a", "b"]}
    found = asha.api.get("/api/customers", tag="B").json()
    assert (found["total"], found["customers"][0]["tags"]) == (1, ["a", "b"])
    assert asha.api.get("/api/customers", tag="vip").json()["total"] == 0


def test_who_owes_more_is_found(asha, customer):
    assert asha.api.get("/api/customers", outstanding_gt="199.99").json()["total"] == 1
    assert asha.api.get("/api/customers", outstanding_gt="200").json()["total"] == 0
    assert asha.api.get("/api/customers", outstanding_gt="much").status_code == 400


@pytest.mark.parametrize("sort", ["name", "outstanding", "last_invoice"])
def test_lists_sort_in_both_directions(asha, customer, sort):
    with asha.scope():
        a_party(asha.user, name="Anita", opening_balance=900)

    def names(order):
        return [row["name"] for row in asha.api.get("/api/customers", sort=order).json()["customers"]]

    assert set(names(sort)) == set(names(f"-{sort}")) == {"Anita", "Ramesh Kumar"}
    assert names("name") == ["Anita", "Ramesh Kumar"]
    assert names("-outstanding") == ["Anita", "Ramesh Kumar"] == list(reversed(names("outstanding")))
