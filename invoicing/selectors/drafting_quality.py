"""How machine drafting does in this shop: drafts a day, sent untouched, what people change, flags, cost."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

from django.db.models import Count, Sum
from django.db.models.functions import TruncDate

from invoicing.models import Draft, DrafterCall, DraftVersion
from invoicing.models.drafter_calls import CANCELLED
from invoicing.models.drafts import CONTENT
from invoicing.selectors.versions import changes
from smartkhata.core.models import Event

FIELDS = ("description", "quantity", "unit", "rate")


def quality(day, *, days=30):
    """Figures of the last `days`: per_day [(day, drafts)], drafts, sent, untouched, edited, flags, cost_usd."""
    since = day - timedelta(days=days - 1)
    calls = DrafterCall.objects.filter(asked_at__date__gte=since)
    first = list(
        calls.filter(correction="", state="ready")
        .select_related("draft")
        .only("lines", "flags", "draft__status", *(f"draft__{field}" for field in CONTENT))
    )
    sent = [call for call in first if call.draft.status == Draft.Status.CONVERTED]
    changed = _changes(sent)
    edited = Counter(field for fields in changed for field in fields)
    return {
        "per_day": list(
            calls.filter(correction="")
            .annotate(day=TruncDate("asked_at"))
            .values_list("day")
            .annotate(drafts=Count("pk"))
            .order_by("-day")
        ),
        "drafts": len(first),
        "failed": calls.filter(state="failed").exclude(drafter=CANCELLED).count(),
        "sent": len(sent),
        "untouched": sum(not fields for fields in changed),
        "edited": edited.most_common(),
        "flags": Counter(flag for call in first for flag in call.flags).most_common(8),
        "fallbacks": calls.exclude(fallback="").count(),
        "cost_usd": (calls.aggregate(cost=Sum("cost_usd"))["cost"] or Decimal(0)) + _dictated(since),
    }


def _changes(calls):
    """For each call the fields in which its issued draft differs from what the machine wrote, terms and lines."""
    drafts = [call.draft_id for call in calls]
    kept = DraftVersion.objects.filter(draft__in=drafts, version=1).values_list("draft_id", "content")
    first = dict(kept)
    return [
        edits(call.lines, call.draft.lines) | terms_changed(first.get(call.draft_id, {}), call.draft)
        for call in calls
    ]


def terms_changed(first, draft):
    """The fields besides the lines in which a draft differs from its first version's content; none without one."""
    now = {field: getattr(draft, field) for field in CONTENT}
    return (
        {change.field for change in changes(first | {"lines": []}, now | {"lines": []})} if first else set()
    )


def _dictated(since):
    rows = Event.objects.filter(name="sentence.dictated", at__date__gte=since).values_list("data", flat=True)
    return sum((Decimal(data.get("cost_usd", "0")) for data in rows), Decimal(0))


def edits(machine, person):
    """The fields in which a person's lines differ from the machine's: {"rate", ...}, "lines" for more or fewer."""
    found = {"lines"} if len(machine) != len(person) else set()
    pairs = zip(machine, person, strict=False)
    return found | {
        field for before, after in pairs for field in FIELDS if before.get(field) != after.get(field)
    }
