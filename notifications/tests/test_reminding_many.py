"""Reminding those who were ticked: a screen first, and an answer for each, with the reason for who is spared."""

import pytest
from django.utils.dateparse import parse_datetime

from customers.services.parties import change_party, deactivate_party
from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification, ReminderSent
from notifications.reminders import PER_INVOICE
from notifications.services import preferences, reminding_many
from notifications.services.reminders import remind
from notifications.services.reminding_many import chosen
from smartkhata.accounts.services.signing_up import open_shop
from smartkhata.core.clock import today
from smartkhata.core.testing.superuser import as_superuser

MORNING, NIGHT = "2026-11-23T06:00:00Z", "2026-11-23T18:00:00Z"
LONG_AGO = "2026-10-01T06:00:00Z"

pytestmark = pytest.mark.django_db


def bill(asha, name, **details):
    party = a_party(asha.user, name, **details)
    an_invoice(asha.user, party)
    an_invoice(asha.user, party)
    return party


@pytest.fixture
def book(asha, time_machine):
    """A customer for each answer, by name."""
    time_machine.move_to(MORNING, tick=False)
    with asha.scope():
        rows = [bill(asha, name) for name in ("Anita", "Bina", "Dev", "Esha", "Farid", "Gita")]
        rows += [bill(asha, "Hari", phone="", email=""), a_party(asha.user, "Indu")]
        people = {party.name: party for party in rows}
        remind(people["Bina"], by=asha.user)
        preferences.rest(people["Dev"], until=today(asha.business) + preferences.REST, by=asha.user)
        change_party(people["Esha"], by=asha.user, send_reminders=False)
        change_party(people["Farid"], by=asha.user, status="suspended", status_reason="Cheque came back")
        preferences.change_wishes(people["Gita"], often="off", by=asha.user)
    return people


def press(asha, people, **more):
    asked = {"party": [str(party.pk) for party in people.values()], **more}
    return asha.client.post(asha.url("customers/reminding/"), asked, follow=True)


def told(asha):
    with asha.scope():
        rows = Notification.objects.filter(kind__in=["payment_reminder", "overdue"])
        return set(rows.values_list("party__name", flat=True))


def test_the_screen_says_to_whom_of_how_much_and_sends_nothing(asha, book):
    page = press(asha, book).content.decode()
    assert "Remind these customers?" in page and "₹90,000" in page
    assert "Send 1 reminder<" in page and "has asked not to get this" in page
    assert told(asha) == {"Bina"}


def test_each_is_answered_for_with_the_reason(asha, book):
    page = press(asha, book, sure="yes").content.decode()
    assert "1 customer is reminded" in page
    assert told(asha) == {"Anita", "Bina"}
    for reason in (
        "Was reminded in the last days.",
        "Reminders to this customer are paused.",
        "Reminders are off for this customer.",
        "Is suspended.",
        "has asked not to get this",
        "Has neither phone nor e-mail.",
        "Owes nothing on an invoice.",
    ):
        assert reason in page.replace("&#x27;", "'"), reason


def test_a_reload_or_a_second_press_reminds_nobody_again(asha, book):
    press(asha, book, sure="yes")
    again = asha.client.get(asha.url("customers/reminded/")).content.decode()
    assert "1 customer is reminded" in again
    assert "0 customers are reminded" in press(asha, book, sure="yes").content.decode()
    with asha.scope():
        assert Notification.objects.filter(kind="payment_reminder", party__name="Anita").count() == 1


def test_the_outcome_is_shown_in_its_own_shop_only(asha, book):
    press(asha, book, sure="yes")
    other = open_shop(owner=asha.user, shop="Asha Sweets", country="IN")
    page = asha.client.get(f"/b/{other.slug}/customers/reminded/").content.decode()
    assert "Nobody is chosen" in page and "Anita" not in page


def test_at_night_nobody_is_reminded(asha, book, time_machine):
    time_machine.move_to(NIGHT, tick=False)
    assert "Send it in the morning" in press(asha, {"": book["Anita"]}).content.decode()
    assert told(asha) == {"Bina"}


def test_without_a_tick_the_page_says_how(asha):
    assert "Nobody is chosen" in press(asha, {}).content.decode()


def test_who_left_is_spared(asha, time_machine):
    time_machine.move_to(MORNING, tick=False)
    with asha.scope():
        party = a_party(asha.user, "Jaya")
        deactivate_party(party, by=asha.user)
        an_invoice(asha.user, party)
        party.refresh_from_db()
        assert [plan.why_not for plan in chosen([party])] == ["Is inactive."]


def test_the_app_reminds_many_by_one_request(asha, book):
    asked = {"customers": [book["Anita"].number, str(book["Indu"].pk), "CUST-9999"]}
    body = asha.api.post("/api/reminders", asked).json()
    assert [(row["name"], row["reminded"], row["why_not"]) for row in body["customers"]] == [
        ("Anita", True, ""),
        ("Indu", False, "Owes nothing on an invoice."),
    ]
    assert body["reminded"] == 1 and body["customers"][0]["amount"] == 90_000


def test_a_stranger_is_nobody(asha, charlie, book):
    assert "Nobody is chosen" in press(charlie, book).content.decode()


def test_the_screens_queries_do_not_grow(asha, django_assert_max_num_queries):
    with asha.scope():
        people = [bill(asha, f"Kiran {n}") for n in range(8)]
        for some in (people[:2], people):
            # Three of them ask what the customers said of their bills.
            with django_assert_max_num_queries(19):
                assert [plan.why_not for plan in chosen(some, at=parse_datetime(MORNING))] == [""] * len(some)


def test_a_bill_that_was_in_six_reminders_is_in_no_further_one(asha, book):
    with asha.scope():
        first, second = book["Anita"].invoices.order_by("number")
        for bills in ([first], [first, second]):
            ReminderSent.objects.bulk_create(
                ReminderSent(party=book["Anita"], invoice=row, at=parse_datetime(LONG_AGO))
                for row in bills
                for _ in range(PER_INVOICE - row.reminders.count())
            )
            [plan] = chosen([book["Anita"]])
            assert plan.invoices == [second] if bills == [first] else "Call" in plan.why_not


def test_one_whose_reminder_breaks_stops_nobody_elses(asha, book, monkeypatch):
    real = reminding_many.remind

    def remind(party, **how):
        if party.name == "Anita":
            raise ValueError("a slip of ours")
        return real(party, **how)

    monkeypatch.setattr(reminding_many, "remind", remind)
    with asha.scope():
        book["Zoya"] = bill(asha, "Zoya")
    page = press(asha, book, sure="yes").content.decode()
    assert "1 customer is reminded" in page and "Ask support" in page
    assert told(asha) == {"Bina", "Zoya"}


@pytest.mark.django_db(transaction=True)
def test_who_was_reminded_is_not_locked_while_the_others_are(asha, book, monkeypatch):
    """Their payments would wait for the last one's reminder."""
    real, before = reminding_many.remind, []

    def remind(party, **how):
        for pk in before:
            as_superuser("SELECT 1 FROM customers_party WHERE id = %s FOR UPDATE NOWAIT", pk)
        before.append(party.pk)
        return real(party, **how)

    monkeypatch.setattr(reminding_many, "remind", remind)
    with asha.scope():
        book["Zoya"] = bill(asha, "Zoya")
    assert "2 customers are reminded" in press(asha, book, sure="yes").content.decode()
    assert len(before) == 2
