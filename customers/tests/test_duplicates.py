"""Who stands in the book twice is named with the reason, before and after; two people stay two."""

import pytest

from customers.duplicates import likely_pairs, look_alikes
from customers.models import Party
from customers.services.apart import keep_apart
from customers.services.parties import change_party, deactivate_party
from customers.testing import a_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins(asha):
    with asha.scope():
        one = a_party(asha.user, name="Laxmi Kirana Store", phone="98765 43210", email="laxmi@x.in")
        other = a_party(asha.user, name="Lakshmi Kiraana Stor")
        written_before(other, secondary_phone="+919876543210")
    return one, other


def written_before(party, **values):
    """A row of the time before a contact belonged to one customer only."""
    Party.objects.filter(pk=party.pk).update(**values)


def named(pairs):
    return [(pair.one.name, pair.other.name, pair.reasons) for pair in pairs]


def test_a_pair_comes_with_its_reasons_and_the_likeliest_first(asha, twins):
    with asha.scope():
        a_party(asha.user, name="Wanjiku Mary")
        a_party(asha.user, name="Mary Wanjiko")
        assert named(likely_pairs()) == [
            ("Laxmi Kirana Store", "Lakshmi Kiraana Stor", ("phone",)),
            ("Wanjiku Mary", "Mary Wanjiko", ("name",)),
        ]


def test_the_same_tax_number_and_e_mail_are_reasons(asha):
    with asha.scope():
        a_party(asha.user, name="Gupta & Sons", tax_id="27AAPFU0939F1ZV", email="gupta@x.in")
        other = a_party(asha.user, name="GUPTA TRADING", tax_id="27AAPFU0939F1ZV")
        written_before(other, secondary_email="gupta@x.in")
        assert named(likely_pairs()) == [("Gupta & Sons", "GUPTA TRADING", ("tax_id", "email"))]


def test_a_common_name_is_no_slip(asha):
    with asha.scope():
        for _ in range(6):
            a_party(asha.user, name="Ramesh Kumar")
        assert likely_pairs() == []


def test_two_people_are_not_offered_again(asha, twins):
    with asha.scope():
        keep_apart(twins[1], twins[0], by=asha.user)
        keep_apart(*twins, by=asha.user)
        assert likely_pairs() == []


def test_another_shops_people_are_nobodys_twins(asha, charlie, twins):
    with charlie.scope():
        a_party(charlie.user, name="Laxmi Kirana Store", phone="+919876543210")
        assert likely_pairs() == []
        assert [party.business_id for party, _ in look_alikes(phone="98765 43210")] == [charlie.business.pk]


@pytest.mark.parametrize(
    ("typed", "reasons"),
    [
        ({"phone": "098765-43210"}, ["phone"]),
        ({"phone": "3210"}, None),
        ({"email": "LAXMI@x.in"}, ["email"]),
        ({"email": "laxmi"}, None),
        ({"name": "lakshmi kirana store"}, ["name"]),
        ({"name": "Laxmi"}, None),
        ({"name": "Kirana Store Laxmi", "phone": "9876543210"}, ["phone", "name"]),
    ],
)
def test_while_somebody_is_written_down(asha, typed, reasons):
    with asha.scope():
        party = a_party(asha.user, name="Laxmi Kirana Store", phone="98765 43210", email="laxmi@x.in")
        assert look_alikes(**typed) == ([(party, reasons)] if reasons else [])
        assert look_alikes(besides=party, **typed) == []


def test_who_left_the_book_of_active_customers_is_remembered(asha):
    with asha.scope():
        party = a_party(asha.user, name="Laxmi Kirana Store")
        deactivate_party(party, by=asha.user)
        change_party(party, by=asha.user, email="laxmi@x.in")
        assert look_alikes(email="laxmi@x.in") == [(party, ["email"])]


def test_the_page_and_the_warning(asha, twins):
    page = asha.client.get(asha.url("customers/duplicates/"))
    assert page.status_code == 200 and "The same phone" in page.content.decode()
    form = {"name": "New", "phone": "98765 43210"}
    assert "Laxmi Kirana Store" in asha.client.get(asha.url("customers/alike/"), form).content.decode()
    asha.client.post(asha.url("customers/duplicates/apart/"), {"one": twins[0].pk, "other": twins[1].pk})
    assert "These are two people" not in asha.client.get(asha.url("customers/duplicates/")).content.decode()


def test_the_api(asha, twins):
    [pair] = asha.api.get("/api/customers/duplicates").json()["pairs"]
    assert (pair["one"]["name"], pair["reasons"]) == ("Laxmi Kirana Store", ["phone"])
    body = {"one": twins[0].number, "other": str(twins[1].pk)}
    assert asha.api.post("/api/customers/duplicates", body).status_code == 204
    assert asha.api.get("/api/customers/duplicates").json()["pairs"] == []


def test_the_lists_queries_do_not_grow(asha, django_assert_num_queries):
    with asha.scope():
        for count in (2, 8):
            for n in range(count):
                a_party(asha.user, name=f"Twin {count}{n}", tax_id="27AAPFU0939F1ZV")
            with django_assert_num_queries(2):
                assert likely_pairs()
