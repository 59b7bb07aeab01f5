"""I16: each change of money and of access stands in the record, which the database lets nobody change."""

from django.db.models import CharField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat

from customers.models import LedgerEntry
from invoicing.models import CreditNote, Invoice, Payment, Refund
from notifications.services.invariants.broken import Broken
from smartkhata.accounts.models import Membership
from smartkhata.core.models import Event

# What an import brought of the past has no series; its one fact is the import's.
OWN = Q(series__isnull=False)
ASKED = (
    (Invoice, OWN, ("invoice.issued", "debit.issued")),
    (Invoice, Q(status=Invoice.Status.VOID), ("invoice.voided",)),
    (Invoice, Q(status=Invoice.Status.WRITTEN_OFF), ("invoice.written_off",)),
    (Payment, OWN, ("payment.recorded",)),
    (Payment, Q(reversed_on__isnull=False), ("payment.reversed",)),
    (CreditNote, Q(), ("credit.issued",)),
    (Refund, Q(), ("refund.paid",)),
    (LedgerEntry, Q(kind__in=["gave", "got", "difference"]), ("entry.noted",)),
    (LedgerEntry, Q(kind="undo"), ("entry.reversed",)),
)


def unwritten(at):
    """Documents, money and lines by hand without the fact that tells who did it."""
    for model, case, names in ASKED:
        told = Event.objects.filter(subject=_subject(model), name__in=names)
        for pk in model.objects.filter(case).filter(~Exists(told)).values_list("pk", flat=True):
            yield Broken("I16", f"{model._meta.model_name}:{pk}", f"without its fact {names[0]}")


def access(at):
    """Members whose role is not the last one that was given to them; who opened the shop is its owner."""
    given = Event.objects.filter(subject=_subject(Membership), name__in=("member.joined", "member.changed"))
    opened = Event.objects.filter(name="business.opened", actor_id=OuterRef("user_id"))
    role = KeyTextTransform("role", "data")
    rows = Membership.objects.annotate(
        given=Coalesce(
            Subquery(given.order_by("-at").values(said=role)[:1]),
            Subquery(opened.values(said=Value("owner"))[:1]),
            Value("none"),
            output_field=CharField(),
        )
    )
    for pk, has, was_given in rows.exclude(role=F("given")).values_list("pk", "role", "given"):
        yield Broken("I16", f"membership:{pk}", f"is {has}, and was given {was_given}")


def _subject(model):
    return Concat(Value(f"{model._meta.model_name}:"), Cast(OuterRef("pk"), CharField()))
