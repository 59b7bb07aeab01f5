"""What anybody who holds a document may check about it."""

from invoicing.models import CreditNote, Invoice, Quote, StoredDocument
from invoicing.selectors.documents import paper_subjects, pay_options
from smartkhata.core import attempts, links
from smartkhata.core.errors import not_found
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope

TRIES_A_MINUTE = 30
KINDS = {"invoice": Invoice, "creditnote": CreditNote, "quote": Quote}
SAID = ("number", "title", "issued_on", "total", "currency", "seal")


def issued_paper(token, *, address):
    """{shop, number, date, total, pay details, seal, hashes}; 404 for an unknown token, 429 for a guesser.

    No names and no lines: who holds the paper has them, who guesses a link must not.
    """
    found = links.resolve(token) if token else None
    if found is None or not found[1].startswith("verify:"):
        attempts.count(f"link:{address}", limit=TRIES_A_MINUTE, seconds=60)
        raise not_found("This document was not found.")
    with business_scope(found[0]):
        business = Business.objects.get(pk=found[0])
        _, kind, pk = found[1].split(":")
        row = KINDS[kind].objects.get(pk=pk)
        kept = StoredDocument.objects.filter(subject__in=paper_subjects(row))
        said = {field: getattr(row, field) for field in SAID} | {"business": business, "pay": {}}
        if kind == "invoice":
            said |= {"due_on": row.due_on, "status": row.status, "pay": pay_options(row, business)}
        return said | {"hashes": list(kept.values_list("sha256", flat=True))}
