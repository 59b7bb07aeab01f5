"""In India an SMS is registered as it stands (TRAI): nothing in it is optional, and no place in it is empty."""

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.utils import timezone

from customers.testing import a_party
from invoicing.services.payments import record_payment
from invoicing.testing import an_invoice
from notifications import kinds
from notifications.models import MessageText
from notifications.providers.base import EMPTY, Refused, fitting
from notifications.services.previews import preview
from smartkhata.accounts.testing import open_shop

DAY = date(2026, 11, 20)
INDIAN = ("en-IN", "hi", "hi-short", "hi-Latn")
# A shop without a phone sends this one with a text of its own only: see `fitting`.
OPTIONAL = {"overdue.sms.en-IN.txt": "{% if f.phone %} or call {{ f.phone }}{% endif %}"}


def receipt_of(shop, party, amount, **more):
    paid = record_payment(party, amount=amount, method="cash", received_on=DAY, by=shop.user, **more)
    return kinds.KINDS["receipt_sent"](paid)


def written(shop, kind, language="en"):
    _, text, variables = kinds.written(kind, "sms", shop.business, language=language)
    return text, variables


def test_nothing_in_an_indian_sms_is_optional():
    folder = settings.BASE_DIR / "templates/messages"
    for path in [path for name in INDIAN for path in folder.glob(f"*.sms.{name}.txt")]:
        text = path.read_text(encoding="utf-8").replace(OPTIONAL.get(path.name, "\0"), "")
        text = text.removeprefix("{% autoescape off %}").strip().removesuffix("{% endautoescape %}")
        assert "{%" not in text and "|" not in text, path.name


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "hi"])
def test_a_receipt_always_names_what_the_money_was_for(asha, language):
    with asha.scope():
        party = a_party()
        advance = receipt_of(asha, party, 100)
        assert written(asha, advance, language)[1]["inv"] == advance.payment.number
        first, second, third = (an_invoice(asha.user, party) for _ in range(3))
        one = receipt_of(asha, party, first.balance_due - 10, withheld=Decimal(10), invoice=first)
        assert written(asha, one, language)[1]["inv"] == first.number
        several = receipt_of(asha, party, second.balance_due + 5)
        text, variables = written(asha, several, language)
        assert variables["inv"] == f"{second.number} +1" and variables["inv"] in text
        assert third.number not in text and all(variables.values())


@pytest.mark.django_db
def test_in_kenya_a_receipt_for_no_bill_names_none():
    zawadi = open_shop("Zawadi Traders", "KE")
    with zawadi.scope():
        text, _ = written(
            zawadi, receipt_of(zawadi, a_party(phone="+254722123456"), 100, reference="SFF6XYZ123")
        )
    assert "ref SFF6XYZ123. Balance" in text


def test_an_empty_place_is_refused_by_its_name():
    with pytest.raises(Refused, match="no empty place") as refused:
        fitting("", "phone")
    assert str(refused.value) == f"{EMPTY}\n{{phone}}"


@pytest.mark.django_db
def test_the_preview_says_that_a_place_is_empty(asha):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(phone="+919876500001"))
        body = "{biz}: {inv}, Rs {amt}. Call {phone}. {link}"
        key = {"kind": "invoice_created", "tone": "default", "channel": "sms", "language": "en"}
        MessageText.objects.create(**key, body=body, updated_at=timezone.now())
        asha.business.phone = ""
        kind = kinds.InvoiceCreated(invoice)
        assert EMPTY in preview(kind, "sms", ["+919876500001"], asha.business).problems
        asha.business.phone = "+919876543210"
        assert EMPTY not in preview(kind, "sms", ["+919876500001"], asha.business).problems
