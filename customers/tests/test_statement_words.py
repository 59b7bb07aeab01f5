"""A statement is shared in the customer's language, and says whose money it is."""

from datetime import date
from decimal import Decimal
from urllib.parse import unquote

import pytest

from customers.services.ledger import post_entry
from customers.testing import a_party
from smartkhata.accounts.testing import open_shop

pytestmark = pytest.mark.django_db


def told(person, balance, **party):
    with person.scope():
        party = a_party(person.user, **party)
        if balance:
            post_entry(party, kind="opening", amount=Decimal(balance), on=date(2026, 1, 1), source="opening")
    shared = person.client.post(
        person.url(f"customers/{party.pk}/statement/sharing/"), headers={"accept-language": "en"}
    )
    return unquote(shared["Location"].partition("text=")[2])


@pytest.mark.parametrize(
    ("language", "balance", "words"),
    [
        ("en", 500, "Asha Traders: your balance to pay is Rs 500.00."),
        ("en", -500, "Asha Traders: you have Rs 500.00 with us in advance."),
        ("en", 0, "Asha Traders: you have nothing to pay."),
        ("hi", 500, "Asha Traders: आपका बाकी Rs 500.00 है।"),
        ("hi", -500, "Asha Traders: आपके Rs 500.00 हमारे पास एडवांस हैं।"),
    ],
)
def test_the_owner_reads_english_and_the_customer_their_own_language(asha, language, balance, words):
    assert told(asha, balance, language=language).startswith(words)


def test_a_customer_without_a_language_gets_the_shops():
    zawadi = open_shop("Zawadi Traders", "KE")
    zawadi.business.language = "sw"
    with zawadi.scope():
        zawadi.business.save(update_fields=["language"])
    assert told(zawadi, 500, phone="+254722123456").startswith("Zawadi Traders: deni lako ni KES 500.00.")
