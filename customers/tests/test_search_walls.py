"""The one function that reads past row security: it sees the open shop and nothing else, whoever calls it how."""

import pytest
from django.db import DatabaseError, connection, transaction

from customers.finder import find, found_in
from customers.models import Party, Word
from customers.search import Asked
from customers.services.parties import change_party, deactivate_party
from customers.testing import a_party
from smartkhata.core.tenancy import no_scope

pytestmark = pytest.mark.django_db


def names(text, **options):
    return [party.name for party in find(Asked.of(text), **options)]


@pytest.fixture
def both(asha, charlie):
    with asha.scope():
        a_party(asha.user, name="Ramesh Kumar", phone="+919876500001", email="ramesh@asha.example")
    with charlie.scope():
        a_party(charlie.user, name="Ramesh Kumari", phone="+254722500001", email="ramesh@charlie.example")
    return asha, charlie


ASKED = [
    "Ramesh",
    "Ramesh Kumar",
    "Rames",
    "Rmaesh",
    "kumra",
    "esh",
    "rameshkumar",
    "500001",
    "ramesh@",
    "cust1",
]


@pytest.mark.parametrize("text", ASKED)
def test_another_shops_people_never_come_back(both, text):
    asha, charlie = both
    for shop, name in ((asha, "Ramesh Kumar"), (charlie, "Ramesh Kumari")):
        with shop.scope():
            assert set(names(text)) <= {name}
            assert set(found_in(Party.objects.all(), text).values_list("name", flat=True)) <= {name}


@pytest.mark.parametrize("text", ASKED)
def test_without_a_shop_nobody_is_found(both, text):
    assert names(text) == []


def test_the_vocabulary_of_a_shop_is_its_own(both):
    asha, charlie = both
    with asha.scope():
        assert set(Word.across.values_list("word", flat=True)) == {"ramesh", "kumar"}


def test_the_functions_inside_are_for_nobody_else(both):
    asha, charlie = both
    call = "SELECT * FROM customers_near_words(%s, 'ramesh', 'ramis', 'rms', true, 1, 10)"
    with asha.scope(), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(call, [charlie.business.pk])


def test_the_search_path_is_pinned(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT proconfig FROM pg_proc WHERE proname = 'customers_search'")
        [(settings,)] = cursor.fetchall()
    assert "search_path=public, pg_temp" in settings


class TestWhoIsInTheBook:
    def test_a_new_name_and_a_changed_one_are_found_at_once(self, asha):
        with asha.scope():
            party = a_party(asha.user, name="Otieno Hardware")
            assert names("otienno") == ["Otieno Hardware"]
            change_party(party, by=asha.user, name="Wekesa Hardware", phone="+919876599999")
            assert names("wekessa") == names("99999") == ["Wekesa Hardware"]
            assert names("otieno") == []

    def test_parties_written_in_bulk_are_found(self, asha):
        with asha.scope():
            made = a_party(asha.user, name="Model", phone="")
            Party.objects.bulk_create(
                Party(number=f"X{n}", name=name, name_key=name.lower(), created_at=made.created_at)
                for n, name in enumerate(["Achieng", "Atieno"])
            )
            assert names("acieng") == ["Achieng"]
            assert Word.objects.get(word="atieno").bones == "atn"

    def test_inactive_parties_leave_the_pickers_but_not_the_lists(self, asha):
        with asha.scope():
            party = a_party(asha.user, name="Otieno Hardware")
            deactivate_party(party, by=asha.user)
            assert names("otieno") == []
            assert found_in(Party.objects.all(), "otieno").get() == party

    def test_who_was_taken_out_of_the_book_is_gone(self, asha):
        with asha.scope():
            party = a_party(asha.user, name="Otieno Hardware")
            Party.objects.filter(pk=party.pk).update(gone_at=party.created_at)
            assert names("otieno") == []

    def test_a_job_without_a_scope_finds_nobody(self, asha):
        with asha.scope():
            a_party(asha.user, name="Otieno Hardware")
            with no_scope():
                assert found_in(Party.objects.all(), "otieno").count() == 0
