"""Two parties that are one person: the other becomes an alias. Lines of the khata stay where they were written.

What belongs to a party in other apps changes hands by name (smartkhata/panels.py: MERGE_MOVES); every document
stays as it was issued. A merge can be taken back for thirty days.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from customers.models import LedgerEntry, Merge, Note, Party
from customers.services.contacts import save_party
from customers.services.history import remember_payments
from customers.services.moving import Move
from customers.services.tags import write_tags
from smartkhata.core.errors import DomainError, not_found
from smartkhata.core.events import record

LIFE = timedelta(days=30)
# What can be taken from the one or the other.
FIELDS = (
    "name", "phone", "secondary_phone", "email", "secondary_email", "address", "state_code", "tax_id",
    "business_type", "payment_terms", "credit_limit", "preferred_payment_method", "language",
)  # fmt: skip
_SUMS = ("balance", "total_billed", "total_paid", "total_invoices")
_WITH = {"name": ("name_key",)}
MOST_TAGS = 30


def choices(kept, gone):
    """[(field, value of kept, value of gone, the one that is taken unless somebody chooses)] where they differ."""
    pairs = [(field, getattr(kept, field), getattr(gone, field)) for field in FIELDS]
    return [
        (field, one, other, "kept" if one not in ("", None) else "gone")
        for field, one, other in pairs
        if one != other and (one not in ("", None) or other not in ("", None))
    ]


def merge_parties(kept, gone, *, take=None, by, at=None):
    """Make `gone` an alias of `kept` and return the Merge. `take` maps a field to "kept" or "gone".

    Where nothing is chosen, what `kept` has stays, and what it lacks comes from `gone`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        kept, gone = _locked(kept, gone)
        merge = Merge(kept=kept, gone=gone, at=at, by_id=getattr(by, "pk", None))
        merge.before = {
            "gone": {"status": gone.status},
            "tags": kept.tags,
            "aliases": _ids(Party.across.filter(merged_into=gone)),
        }
        Party.across.filter(merged_into=gone).update(merged_into=kept)
        _leave(gone, kept, at)
        merge.before["kept"], merge.before["taken"] = _take_over(kept, gone, take or {})
        merge.before["pinned"] = _ids(Note.objects.filter(party=gone, pinned=True))
        Note.objects.filter(party=gone, pinned=True).update(pinned=False)
        write_tags(kept, list(dict.fromkeys([*kept.tags, *gone.tags]))[:MOST_TAGS])
        merge.moved, merge.before["joined"] = _move_all(gone, kept)
        _add_figures(kept, gone, 1)
        merge.save()
        _remember(kept)
        record("party.merged", kept, by=by, at=at, party=kept, number=gone.number)
    return merge


def undo_merge(merge, *, by, at=None):
    """Take a merge back: both are as they were, and what came since stays with the one that was kept.

    409 too_late after thirty days, in_use when something since ties the two together.
    """
    at = at or timezone.now()
    with transaction.atomic():
        merge = Merge.objects.select_for_update().get(pk=merge.pk)
        kept, gone = _both(merge.kept_id, merge.gone_id)
        _check_undo(merge, kept, gone, at)
        _give_back(kept, merge)
        gone.merged_into, gone.gone_at, gone.status = None, None, merge.before["gone"]["status"]
        save_party(gone, update_fields=["merged_into", "gone_at", "status", "updated_at"])
        Party.across.filter(pk__in=merge.before["aliases"]).update(merged_into=gone)
        for label, ids in merge.moved.items():
            Move(label, gone, kept).back(ids, merge.before.get("joined", {}).get(label, {}))
        Note.objects.filter(pk__in=merge.before["pinned"]).update(pinned=True)
        write_tags(kept, [tag for tag in kept.tags if tag in merge.before["tags"] or tag not in gone.tags])
        _add_figures(kept, gone, -1)
        for party in (kept, gone):
            _remember(party)
        merge.undone_at = at
        merge.save(update_fields=["undone_at"])
        record("party.unmerged", kept, by=by, at=at, party=kept, number=gone.number)
    return merge


def _locked(kept, gone):
    if kept.pk == gone.pk:
        raise DomainError("Choose two different customers.", code="same_customer")
    kept, gone = _both(kept.pk, gone.pk)
    if kept.gone_at or gone.gone_at:
        raise not_found("This customer was not found.")
    if kept.is_walk_in or gone.is_walk_in:
        text = _("The walk-in bills are of many people. Tag each with its customer instead.")
        raise DomainError(text, code="walk_in", status=409)
    return kept, gone


def _both(*pks):
    rows = Party.across.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in pks]


def _leave(gone, kept, at):
    Party.across.filter(pk=gone.pk).update(
        merged_into=kept, gone_at=at, status=Party.Status.INACTIVE, updated_at=at
    )


def _take_over(kept, gone, take):
    """Write the chosen details into `kept`: ({field: as it was}, {field: as it is now})."""
    before = {field: getattr(kept, field) for field in (*FIELDS, "name_key")}
    for field, _one, _other, usual in choices(kept, gone):
        if take.get(field, usual) == "gone":
            for column in (field, *_WITH.get(field, ())):
                setattr(kept, column, getattr(gone, column))
    for first, second in (("phone", "secondary_phone"), ("email", "secondary_email")):
        _keep_second(kept, gone, before, first, second)
    changed = [field for field in before if before[field] != getattr(kept, field)]
    save_party(kept, update_fields=[*changed, *Party.FOUND_BY, "updated_at"])
    return {field: before[field] for field in changed}, {field: getattr(kept, field) for field in changed}


def _keep_second(kept, gone, before, first, second):
    """The number that was not chosen is not lost while there is room for it."""
    known = [before[first], getattr(gone, first), before[second], getattr(gone, second)]
    if getattr(kept, second) in ("", getattr(kept, first)):
        others = [value for value in known if value and value != getattr(kept, first)]
        setattr(kept, second, others[0] if others else "")


def _ids(rows):
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


def _move_all(gone, kept):
    """({model: ids that changed hands}, {model: what two rows in one place made of each other})."""
    moves = [Move(label, gone, kept) for label in import_string(settings.MERGE_MOVES)]
    joined = {move.label: move.join() for move in moves}
    return {move.label: move.forth() for move in moves}, joined


def _add_figures(kept, gone, sign):
    own = LedgerEntry.objects.filter(party=kept, kind="invoice").aggregate(day=Max("on"))["day"]
    days = [own, gone.last_invoice_on] if sign > 0 else [own]
    Party.objects.filter(pk=kept.pk).update(
        **{field: F(field) + sign * getattr(gone, field) for field in _SUMS},
        last_invoice_on=max(filter(None, days), default=None),
    )


def _remember(party):
    remember_payments([party.pk])
    for name in import_string(settings.AFTER_MERGE):
        import_string(name)(party)


def _check_undo(merge, kept, gone, at):
    if merge.undone_at or gone.merged_into_id != kept.pk or kept.gone_at:
        raise DomainError(
            "This merge was taken back or followed by another one.", code="not_ready", status=409
        )
    if at - merge.at > LIFE:
        raise DomainError("A merge can be taken back for 30 days.", code="too_late", status=409)
    moved = {pk for ids in merge.moved.values() for pk in ids}
    later = LedgerEntry.objects.filter(party=kept, recorded_at__gte=merge.at).values_list("source", flat=True)
    tied = any(source.split(":")[1] in moved for source in later if ":" in source)
    if tied or any(import_string(name)(moved, at=merge.at) for name in import_string(settings.MERGE_TIES)):
        text = _("Something written since belongs to both of them. Take that back first.")
        raise DomainError(text, code="in_use", status=409)


def _give_back(kept, merge):
    """Details that the merge wrote and nobody changed since."""
    fields = [field for field, value in merge.before["taken"].items() if _same(getattr(kept, field), value)]
    for field in fields:
        setattr(kept, field, Party._meta.get_field(field).to_python(merge.before["kept"][field]))
    save_party(kept, update_fields=[*fields, *Party.FOUND_BY, "updated_at"])


def _same(value, kept):
    return str(value) == str(kept)
