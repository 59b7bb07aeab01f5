"""The pages of money: an invoice and what can be done with it, payments, the day book, document numbers."""

from datetime import date

import pytest

from customers.testing import a_party
from invoicing.models import CreditNote, Draft, Invoice, Payment, Refund
from invoicing.services.payments import record_payment
from invoicing.testing import an_invoice
from smartkhata.core.clock import today

DAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def bill(asha):
    with asha.scope():
        return an_invoice(asha.user, a_party(asha.user), on=DAY)


def post(asha, path, **fields):
    return asha.client.post(asha.url(path), fields)


def page(asha, path, expect=200):
    answer = asha.client.get(asha.url(path))
    assert answer.status_code == expect
    return answer.content.decode()


def one(asha, model):
    with asha.scope():
        return model.objects.get()


def test_some_goods_come_back_from_the_page(asha, bill):
    assert "can still be credited" in page(asha, f"invoices/{bill.pk}/crediting/")
    fields = {"what": "lines", "back-1": "1", "reason": "Returned"}
    assert asha.client.post(asha.url(f"invoices/{bill.pk}/crediting/"), fields).status_code == 302
    note = one(asha, CreditNote)
    assert note.total == 15000 and "Returned" in page(asha, f"credit-notes/{note.pk}/")
    assert note.number in page(asha, f"invoices/{bill.pk}/")


def test_a_refused_credit_note_keeps_what_was_typed(asha, bill):
    answer = asha.client.post(
        asha.url(f"invoices/{bill.pk}/crediting/"), {"what": "lines", "back-1": "9", "reason": "Returned"}
    )
    assert answer.status_code == 400 and 'value="9"' in answer.content.decode()


def test_writing_off_correcting_and_copying(asha, bill):
    post(asha, f"invoices/{bill.pk}/correcting/", email="new@example.com", notes="Ring twice")
    assert "Ring twice" in page(asha, f"invoices/{bill.pk}/")
    post(asha, f"invoices/{bill.pk}/writing-off/", reason="Moved away")
    assert one(asha, Invoice).status == "written_off" and "Moved away" in page(asha, f"invoices/{bill.pk}/")
    answer = post(asha, f"invoices/{bill.pk}/copying/")
    with asha.scope():
        draft = Draft.objects.exclude(pk=bill.draft_id).get()
    assert (
        answer["Location"].endswith(f"/drafts/{draft.pk}/") and draft.lines[0]["description"] == "Web hosting"
    )


def test_a_payment_with_tax_withheld_and_its_way_back(asha, bill):
    fields = {
        "amount": "44000",
        "withheld": "1000",
        "method": "cheque",
        "received_on": DAY,
        "reference": "77",
    }
    post(asha, f"customers/{bill.party_id}/payments/new/", invoice=bill.pk, **fields)
    paid = one(asha, Payment)
    assert "Tax withheld" in page(asha, f"payments/{paid.pk}/")
    post(asha, f"payments/{paid.pk}/reversing/", kind="bounced", reason="No funds", on=DAY)
    assert "Reversed on" in page(asha, f"payments/{paid.pk}/")
    assert one(asha, Invoice).paid == 0


def test_an_advance_is_shown_used_and_paid_back(asha, bill):
    with asha.scope():
        paid = record_payment(bill.party, amount=50000, method="cash", received_on=DAY, by=asha.user)
    assert "5,000" in page(asha, f"payments/{paid.pk}/")
    assert "advance" in page(asha, f"payments/?customer={bill.party_id}")
    post(asha, f"payments/{paid.pk}/allocating/", **{f"part-{bill.pk}": "40000"})
    assert "in advance" in page(asha, f"invoices/{bill.pk}/")
    post(asha, f"invoices/{bill.pk}/using-credit/")
    assert one(asha, Invoice).balance_due == 0
    post(asha, f"payments/{paid.pk}/refunding/", amount="5000", method="upi", paid_on=DAY)
    assert one(asha, Refund).amount == 5000


def test_payments_are_found_by_way_reference_and_name(asha, bill, django_assert_max_num_queries):
    with asha.scope():
        for number in range(12):
            details = {"method": "upi", "reference": f"UTR{number}", "received_on": DAY, "by": asha.user}
            record_payment(bill.party, amount=1, **details)
    page(asha, "payments/")  # signs in
    with django_assert_max_num_queries(16):
        assert page(asha, "payments/").count("RCPT-") == 12
    assert page(asha, "payments/?search=utr7").count("RCPT-") == 1
    assert page(asha, "payments/?method=cash").count("RCPT-") == 0


def test_the_day_book_tells_the_day_and_the_money(asha, bill):
    with asha.scope():
        record_payment(bill.party, amount=700, method="cash", received_on=DAY, by=asha.user)
    text = page(asha, "day-book/?date=2026-11-20")
    assert "Cash" in text and "700" in text and bill.party.name in text
    assert page(asha, "day-book/?date=nonsense")


def test_the_owner_sets_the_numbers_after_a_preview(asha):
    fields = {"prefix": "ab", "width": "4", "next_serial": "118"}
    preview = asha.client.post(
        asha.url("settings/numbers/one/?kind=invoice"), {**fields, "preview": "1"}
    ).content.decode()
    assert "AB-" in preview and "0118" in preview
    post(asha, "settings/numbers/one/?kind=invoice", **fields)
    with asha.scope():
        assert an_invoice(asha.user, on=today(asha.business)).number.endswith("-0118")
    assert "None is missing" in page(asha, "settings/numbers/")
    page(asha, "settings/numbers/one/?kind=nonsense", expect=404)
