"""What ties the documents of two merged customers together."""

from django.db.models import Q

from invoicing.models import Allocation, BatchRow, CreditNote, Invoice, PaymentClaim, Quote, Refund

# What was made of something that changed hands: (table, its field that names it).
MADE_OF = (
    (Invoice, "draft"),
    (CreditNote, "invoice"),
    (Refund, "payment"),
    (Refund, "credit_note"),
    (PaymentClaim, "invoice"),
)
# What changed hands itself and has become something since.
BECAME = ((BatchRow, "invoice"), (PaymentClaim, "payment"), (Quote, "draft"))


def ties(moved, *, at):
    """Whether a document of the one hangs on a document of the other; `moved` are ids of rows that changed hands."""
    return _is_settled(moved) or any(
        [
            *(_any(model, Q(**{f"{name}__in": moved}) & ~Q(pk__in=moved)) for model, name in MADE_OF),
            *(
                _any(model, Q(pk__in=moved) & Q(**{f"{name}__isnull": False}) & ~Q(**{f"{name}__in": moved}))
                for model, name in BECAME
            ),
        ]
    )


def _is_settled(moved):
    """Whether money of the one settles a document of the other."""
    into = Q(invoice__in=moved)
    by_payment = Q(payment__isnull=False) & ~Q(payment__in=moved)
    by_note = Q(credit_note__isnull=False) & ~Q(credit_note__in=moved)
    from_moved = Q(payment__in=moved) | Q(credit_note__in=moved)
    others = Q(invoice__isnull=False) & ~Q(invoice__in=moved)
    return _any(Allocation, (into & (by_payment | by_note)) | (from_moved & others))


def _any(model, condition):
    return model.objects.filter(condition).exists()
