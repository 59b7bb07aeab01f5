"""The editor page: totals by the server, saving by itself, two open editors, buttons without JavaScript."""

import re
import uuid

import pytest

from customers.testing import a_party
from invoicing.models import Draft, Invoice
from invoicing.services.drafts import save_draft
from invoicing.testing import LINE, a_draft
from smartkhata.core.clock import today
from smartkhata.core.models import Business

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(asha):
    with asha.scope():
        return a_draft(asha.user, a_party(asha.user, credit_limit="1000"))


def typed(draft, rows=(LINE,), **more):
    fields = {"line-count": len(rows), "version": draft.version, "page": uuid.uuid4(), **more}
    for number, row in enumerate(rows):
        fields |= {f"line-{number}-{field}": value for field, value in row.items()}
    return fields


def post(asha, draft, fields, path=""):
    return asha.client.post(asha.url(f"drafts/{draft.pk}/{path}"), fields)


def now(asha, draft):
    with asha.scope():
        return Draft.objects.get(pk=draft.pk)


def test_opening_the_page_is_remembered(asha, draft):
    page = asha.client.get(asha.url(f"drafts/{draft.pk}/"))
    assert page.status_code == 200 and now(asha, draft).opened_at


def test_live_totals_are_the_servers_to_the_paisa(asha, draft):
    Business.objects.filter(pk=asha.business.pk).update(registration="regular", state_code="27")
    rows = [LINE | {"quantity": "3", "rate": "33.33", "discount": "1", "tax_rate": "5"}]
    page = post(asha, draft, typed(draft, rows), "totals/").content.decode()
    shown = re.findall(r"<dd>[^\d]*([\d.,]+)</dd>", page)
    assert shown == ["98.99", "2.47", "2.47", "103.93"]
    assert re.search(r'<output id="a0"[^>]*>98.99</output>', page)
    assert now(asha, draft).version == 1, "nothing is saved by looking"


def test_who_would_owe_more_than_their_limit_is_named(asha, draft):
    page = post(asha, draft, typed(draft), "totals/").content.decode()
    assert "44,000" in page and "credit limit" in page


def test_the_page_saves_by_itself_and_never_runs_into_itself(asha, draft):
    fields = typed(draft, notes="first")
    page = post(asha, draft, fields, "totals/?save=1").content.decode()
    assert 'name="version" value="2"' in page and "version 2" in page
    assert post(asha, draft, fields, "totals/?save=1").content.decode().count("version") == 0, (
        "nothing changed"
    )
    # The submitted form still carries the version that was there before the page saved itself.
    assert post(asha, draft, fields | {"notes": "second"}).status_code == 302
    assert (now(asha, draft).version, now(asha, draft).notes) == (3, "second")


def test_two_open_editors_lose_nothing(asha, draft):
    mine, theirs = typed(draft, notes="mine"), typed(draft, notes="theirs")
    assert post(asha, draft, theirs).status_code == 302
    page = post(asha, draft, mine)
    text = page.content.decode()
    assert page.status_code == 409 and "theirs" in text and ">\nmine</textarea>" in text
    assert post(asha, draft, mine | {"version": "2"}).status_code == 302
    with asha.scope():
        said = [row.content["notes"] for row in now(asha, draft).versions.order_by("version")]
    assert (said, now(asha, draft).notes) == (["", "theirs"], "mine")


def test_saving_by_itself_says_when_somebody_else_was_there(asha, draft):
    with asha.scope():
        save_draft(draft, by=asha.user, notes="theirs")
    page = post(asha, draft, typed(draft, notes="mine"), "totals/?save=1").content.decode()
    assert "Somebody else saved" in page and now(asha, draft).notes == "theirs"


@pytest.mark.parametrize(
    ("act", "order"),
    [("down:0", ["B", "A"]), ("up:1", ["B", "A"]), ("remove:0", ["B"]), ("up:0", ["A", "B"])],
)
def test_lines_move_without_javascript(asha, draft, act, order):
    rows = [LINE | {"description": name} for name in "AB"]
    page = post(asha, draft, typed(draft, rows, act=act)).content.decode()
    assert re.findall(r'-description" value="([^"]+)"', page) == order
    assert now(asha, draft).version == 1


def test_nothing_typed_is_lost_after_a_refusal(asha, draft):
    rows = [LINE | {"quantity": "99999999", "rate": "12x", "hsn": "12", "discount": "3"}]
    page = post(asha, draft, typed(draft, rows, reference="PO 9"))
    text = page.content.decode()
    assert page.status_code == 400 and "at most 9,999,999.999" in text and "Enter a number." in text
    assert all(f'value="{value}"' in text for value in ("99999999", "12x", "12", "3", "PO 9"))


def test_another_place_of_supply_needs_a_reason(asha, draft):
    page = post(asha, draft, typed(draft, place_of_supply="29"))
    assert page.status_code == 400 and "Say why the tax" in page.content.decode()
    assert (
        post(asha, draft, typed(draft, place_of_supply="29", place_reason="Site in Bengaluru")).status_code
        == 302
    )


def test_issuing_from_the_page_leads_to_sending(asha, draft):
    answer = post(asha, draft, typed(draft, issue="1", reference="PO 7", delivery_charge="100"))
    assert answer.status_code == 302 and answer["Location"].endswith("/sending/")
    with asha.scope():
        invoice = Invoice.objects.get()
    assert (invoice.reference, invoice.total, invoice.issued_on) == ("PO 7", 45100, today(asha.business))


def test_versions_are_shown_and_come_back(asha, draft):
    post(asha, draft, typed(draft, notes="Changed"))
    page = asha.client.get(asha.url(f"drafts/{draft.pk}/versions/")).content.decode()
    assert "Changed" in page and "Bring version 1 back" in page
    post(asha, draft, {"number": "1"}, "restoring/")
    assert (now(asha, draft).version, now(asha, draft).notes) == (3, "")


def test_a_file_is_kept_with_the_draft(asha, draft, tmp_path):
    order = tmp_path / "order.pdf"
    order.write_bytes(b"%PDF-1.7 order")
    with order.open("rb") as upload:
        post(asha, draft, {"file": upload}, "attaching/")
    assert "order.pdf" in asha.client.get(asha.url(f"drafts/{draft.pk}/")).content.decode()


def test_what_is_flagged_goes_out_only_when_somebody_says_that_they_looked(asha, draft):
    with asha.scope():
        Draft.objects.filter(pk=draft.pk).update(flags=["readings_differ"], generated_by="ai", prompt="x")
    asked = post(asha, draft, typed(draft, issue="1", notes="Typed just now"))
    page = asked.content.decode()
    assert asked.status_code == 400 and "Typed just now" in page
    assert '<a href="#id_checked">I have checked what is flagged: ' in page
    box = re.search(r'<input[^>]*name="checked"[^>]*>', page)
    assert 'form="editor"' in box[0] and box.start() < page.index('id="editor"'), (
        "beside the flag, above the lines"
    )
    assert post(asha, draft, {}, "acceptance/").status_code == 302
    assert now(asha, draft).status == Draft.Status.DRAFT, "nothing is issued by pressing alone"
    assert post(asha, draft, typed(now(asha, draft), issue="1", checked="on")).status_code == 302
    assert now(asha, draft).status == Draft.Status.CONVERTED


def test_a_draft_without_doubts_asks_for_nothing(asha, draft):
    assert 'name="checked"' not in asha.client.get(asha.url(f"drafts/{draft.pk}/")).content.decode()


def test_how_sure_the_drafter_was_is_not_said_of_what_a_person_changed(asha, draft):
    with asha.scope():
        Draft.objects.filter(pk=draft.pk).update(
            generated_by="ai", generation="ready", prompt="Rice 3 kg at 40"
        )

    def page():
        return asha.client.get(asha.url(f"drafts/{draft.pk}/")).content.decode()

    assert "Sure: every number" in page()
    live = post(asha, draft, typed(draft, [LINE | {"rate": "16000"}]), "totals/?save=1").content.decode()
    assert "Changed by hand since" in live and "Changed by hand since" in page()
    with asha.scope():
        save_draft(now(asha, draft), by=None, told=True, notes="The machine's own")
    assert "Changed by hand since" in page(), "a later change in words keeps what the person typed"
