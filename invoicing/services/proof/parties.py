"""The party's cached figures against the khata, and the khata against the documents."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from customers.models import LedgerEntry, Party
from customers.services.ledger import figures_of
from invoicing.models import Allocation, Invoice
from invoicing.selectors.credits import OF_DOCUMENTS, all_credits
from invoicing.selectors.standing import standing_of
from invoicing.services.proof.difference import compare

ZERO = Decimal("0.00")


def figures():
    entries = defaultdict(list)
    # Entries stay with the party they were written for; the figures of a merged one stand with the other.
    rows = LedgerEntry.objects.select_related("party", "reverses")
    for entry in rows.order_by("on", "recorded_at", "pk"):
        entries[entry.party.merged_into_id or entry.party_id].append(entry)
    for party in Party.objects.all():
        computed = figures_of(entries[party.pk]) | standing_of(party)
        for field, value in computed.items():
            yield from compare(party.number, field, getattr(party, field), value)


def balances():
    """balance = what is owed outside documents + what is open of them - what customers have with the shop."""
    loose = _by_party(LedgerEntry.objects.exclude(kind__in=OF_DOCUMENTS), "amount")
    of_khata = Allocation.objects.filter(invoice=None)
    paid = _by_party(of_khata.filter(payment__isnull=False), "amount", party="payment__party")
    noted = _by_party(of_khata.filter(credit_note__isnull=False), "amount", party="credit_note__party")
    due = _by_party(Invoice.objects.exclude(status=Invoice.Status.VOID), F("total") - F("paid"))
    credit = defaultdict(lambda: ZERO)
    for source, left in all_credits():
        credit[source.party.merged_into_id or source.party_id] += left
    for party in Party.objects.all():
        key = party.pk
        computed = loose[key] - paid[key] - noted[key] + due[key] - credit[key]
        yield from compare(party.number, "balance by documents", party.balance, computed)


def _by_party(rows, amount, party="party"):
    """Sums by whom a party turned out to be."""
    kept = Coalesce(f"{party}__merged_into", party)
    sums = rows.order_by().annotate(kept=kept).values_list("kept").annotate(sum=Sum(amount))
    return defaultdict(lambda: ZERO, dict(sums))
