"""An old book is brought in: looked at first, written whole, once, and taken back while nothing depends on it."""

from decimal import Decimal

import pytest

from customers import addresses
from customers.models import Import, LedgerEntry, Party
from customers.services.imports import ask_to_apply, ask_to_undo, choose_columns, running, start_import
from customers.services.ledger import figures_of, note_entry
from customers.services.parties import add_party, change_party
from customers.testing import a_party, an_import
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.testing.queue import work

BOOK = """Party Name,Mobile No.,Email,Opening Balance,GSTIN,Address,City,Tags
Ramesh Kumar,98765 43210,ramesh@example.com,"1,200.50",,12 MG Road,Pune,wholesale
Sita Devi,+91 98765-43211,,500 Cr,,,,
Gopal,,,,,,,
Mohan Lal,98765 43212,,,27AAPFU0939F1ZV,,,"monthly, vip"
"""

pytestmark = pytest.mark.django_db


def outcomes(brought):
    return {row.position: row.outcome for row in brought.rows.order_by("position")}


def proven():
    """Each balance is the sum of its lines."""
    return all(party.balance == figures_of(party.entries.all())["balance"] for party in Party.objects.all())


def undo(brought, by):
    ask_to_undo(brought, by=by)
    brought.refresh_from_db()
    running.undo(brought, by_id=by.pk)
    return brought


def test_a_dry_run_says_what_would_happen_and_changes_nothing(asha):
    with asha.scope():
        brought = an_import(asha.user, BOOK)
        assert brought.state == "checked"
        assert brought.counts == {"total": 4, "new": 4, "changed": 0, "same": 0, "duplicate": 0, "error": 0}
        assert Party.objects.count() == 0


def test_what_is_applied_is_in_the_khata_with_its_opening(asha):
    with asha.scope():
        an_import(asha.user, BOOK, apply=True)
        ramesh, sita, mohan = (
            Party.objects.get(name=name) for name in ("Ramesh Kumar", "Sita Devi", "Mohan Lal")
        )
        assert (ramesh.number, ramesh.phone, ramesh.email) == (
            "CUST-0001",
            "+919876543210",
            "ramesh@example.com",
        )
        assert addresses.parts(ramesh.address)["city"] == "Pune"
        assert (ramesh.balance, sita.balance) == (Decimal("1200.50"), Decimal(-500))
        assert (mohan.tax_id, mohan.state_code, mohan.tags) == ("27AAPFU0939F1ZV", "27", ["monthly", "vip"])
        assert LedgerEntry.objects.filter(kind="opening").count() == 2
        assert proven()
        assert add_party(name="Next").number == "CUST-0005"


def test_the_same_file_twice_changes_nothing(asha):
    with asha.scope():
        an_import(asha.user, BOOK, apply=True)
        again = an_import(asha.user, BOOK, apply=True)
        assert (again.counts["same"], again.counts["new"], again.counts["changed"]) == (4, 0, 0)
        assert (Party.objects.count(), LedgerEntry.objects.count()) == (4, 2)


def test_what_the_file_knows_better_is_a_change(asha):
    with asha.scope():
        known = a_party(name="Ramesh Kumar", phone="+919876543210", tags=["vip"])
        brought = an_import(asha.user, BOOK, apply=True)
        row = brought.rows.get(position=2)
        assert (row.outcome, row.party_id) == ("changed", known.pk)
        assert "CUST-0001: email, address, tags" in row.note or "CUST-0001: " in row.note
        assert "balance in the khata is left" in row.note
        known = Party.objects.get(pk=known.pk)
        assert (known.email, known.tags, known.balance) == ("ramesh@example.com", ["vip", "wholesale"], 0)
        assert addresses.parts(known.address)["street"] == "12 MG Road"


def test_known_customers_may_be_left_as_they_are(asha):
    with asha.scope():
        a_party(name="Ramesh Kumar", phone="+919876543210")
        brought = an_import(asha.user, BOOK)
        choose_columns(brought, brought.columns, change_known=False, by=asha.user)
        brought.refresh_from_db()
        running.examine(brought)
        assert outcomes(brought)[2] == "same"


def test_duplicates_and_errors_say_of_whom_and_how_to_mend(asha):
    with asha.scope():
        a_party(name="Suresh Patel", phone="+919876543210")
        for _ in range(2):
            a_party(name="Anil", phone="")
        text = "Name,Phone,Balance\nRamesh,9876543210,\nSita,12345,\n,9876543213,\nMohan,9876543214,abc\n"
        text += "Gita,9876543215,\nGita D,9876543215,5\nRekha,9876543215,\nAnil,,\n"
        brought = an_import(asha.user, text)
        notes = {row.position: (row.outcome, row.note) for row in brought.rows.all()}
        assert notes[2][0] == "duplicate" and "belongs to Suresh Patel (CUST-0001)" in notes[2][1]
        assert notes[3] == ("error", "Enter a phone number like 98765 43210.") or notes[3][0] == "error"
        assert notes[4] == ("error", "Enter the customer's name.")
        assert notes[5] == ("error", "“abc” is no amount. Write it like 1500 or 1,500.50.")
        assert notes[6][0] == "new"
        assert notes[7] == ("duplicate", "Line 6 is about the same customer.")
        assert notes[8][0] == "duplicate" and "stands on line 6 already, for Gita" in notes[8][1]
        assert notes[9] == ("duplicate", "2 customers are called Anil. Add the phone, so that one is meant.")


def test_a_slip_in_a_detail_keeps_nobody_out(asha):
    with asha.scope():
        brought = an_import(
            asha.user, "Name,Email,GSTIN\nRamesh,not an address,27AAPFU0939F1ZO\n", apply=True
        )
        row = brought.rows.get()
        assert row.outcome == "new" and "E-mail left out" in row.note and "Tax number left out" in row.note
        assert Party.objects.get().email == ""


def test_undo_takes_everything_back(asha):
    with asha.scope():
        known = a_party(name="Ramesh Kumar", phone="+919876543210", email="old@example.com")
        brought = undo(an_import(asha.user, BOOK, apply=True), asha.user)
        assert brought.state == "undone"
        assert list(Party.objects.values_list("name", "email")) == [("Ramesh Kumar", "old@example.com")]
        assert addresses.parts(Party.objects.get(pk=known.pk).address)["street"] == ""
        assert sum(LedgerEntry.objects.values_list("amount", flat=True)) == 0
        assert proven()
        again = an_import(asha.user, BOOK)
        assert again.counts["new"] == 3, "who left the book may come again"


def test_the_same_file_brought_again_does_not_keep_the_first_from_being_undone(asha):
    with asha.scope():
        first = an_import(asha.user, BOOK, apply=True)
        assert an_import(asha.user, BOOK, apply=True).counts["new"] == 0
        assert undo(first, asha.user).state == "undone"


@pytest.mark.parametrize("what", ["entry", "edit"])
def test_an_import_that_something_depends_on_stays(asha, what):
    with asha.scope():
        a_party(name="Ramesh Kumar", phone="+919876543210")
        brought = an_import(asha.user, BOOK, apply=True)
        if what == "entry":
            sita = Party.objects.get(name="Sita Devi")
            note_entry(sita, direction="gave", amount=5, on=today(asha.business), by=asha.user)
        else:
            change_party(Party.objects.get(name="Ramesh Kumar"), email="new@example.com", by=asha.user)
        brought = undo(brought, asha.user)
        assert brought.state == "applied" and "depend on this import" in brought.problem
        assert Party.objects.count() == 4


def test_a_khata_that_changed_meanwhile_is_examined_again(asha):
    with asha.scope():
        brought = an_import(asha.user, BOOK)
        add_party(name="Sita Devi", phone="+919876543211")
        ask_to_apply(brought, by=asha.user)
        brought.refresh_from_db()
        running.apply(brought, by_id=asha.user.pk)
        assert brought.state == "checked" and "examined again" in brought.problem
        assert Party.objects.count() == 1, "all or nothing"
        assert outcomes(brought)[3] == "same"


def test_columns_are_guessed_and_can_be_corrected(asha):
    with asha.scope():
        brought = an_import(asha.user, "Wer,Nummer\nRamesh,9876543210\n")
        assert brought.columns == {"name": 0, "phone": 1}, "by what stands in them"
        choose_columns(brought, {"name": 1, "phone": None}, by=asha.user)
        brought.refresh_from_db()
        running.examine(brought)
        assert brought.rows.get(position=1).outcome in ("new", "error")
        with pytest.raises(DomainError, match="Choose a column"):
            choose_columns(brought, {"name": 7}, by=asha.user)


def test_the_workers_do_it_by_facts_alone(asha):
    with asha.scope():
        brought = start_import(BOOK.encode(), file_name="book.csv", by=asha.user)
    work()
    with asha.scope():
        brought.refresh_from_db()
        assert brought.state == "checked"
        ask_to_apply(brought, by=asha.user)
        with pytest.raises(DomainError, match="worked on"):
            ask_to_apply(brought, by=asha.user)
    work()
    with asha.scope():
        assert Import.objects.get(pk=brought.pk).content == "", "the file is forgotten"
        assert Party.objects.count() == 4
