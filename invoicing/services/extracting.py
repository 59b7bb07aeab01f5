"""Customers out of invoices that carry only a name and a phone."""

from dataclasses import dataclass

from django.db import transaction

from customers.services.parties import add_party
from invoicing.selectors.walk_ins import strangers
from invoicing.services.walk_ins import tag_invoices


@dataclass
class Extracted:
    """How many customers were made, how many invoices found theirs, and how many people wait for an answer."""

    made: int = 0
    tagged: int = 0
    questions: int = 0


def extract_customers(*, by, keys=None, names=True):
    """Make parties of the strangers (only of those in `keys` if given) and give them their invoices.

    Who is in the khata already gets their invoices. A phone that stands under another first name is left as a
    question. With ``names=False`` people without a phone are left alone, too.
    """
    result = Extracted()
    for person in strangers():
        if keys is not None and person.key not in keys:
            continue
        if person.clash or not (person.phone or names):
            result.questions += 1
            continue
        with transaction.atomic():
            party = person.customer or add_party(name=person.name, phone=person.phone, by=by)
            result.made += person.customer is None
            result.tagged += tag_invoices(person.invoices, party, by=by)
    return result
