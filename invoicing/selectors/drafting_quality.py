"""How machine drafting does in this shop: drafts a day, sent untouched, what people change, flags, cost."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

from django.db.models import Count, Sum
from django.db.models.functions import TruncDate

from invoicing.models import Draft, DrafterCall
from invoicing.models.drafter_calls import CANCELLED

FIELDS = ("description", "quantity", "unit", "rate")


def quality(day, *, days=30):
    """Figures of the last `days`: per_day [(day, drafts)], drafts, sent, untouched, edited, flags, cost_usd."""
    since = day - timedelta(days=days - 1)
    calls = DrafterCall.objects.filter(asked_at__date__gte=since)
    first = list(
        calls.filter(correction="", state="ready")
        .select_related("draft")
        .only("lines", "flags", "draft__status", "draft__lines")
    )
    sent = [call for call in first if call.draft.status == Draft.Status.CONVERTED]
    edited = Counter(field for call in sent for field in edits(call.lines, call.draft.lines))
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
        "untouched": sum(not edits(call.lines, call.draft.lines) for call in sent),
        "edited": edited.most_common(),
        "flags": Counter(flag for call in first for flag in call.flags).most_common(8),
        "fallbacks": calls.exclude(fallback="").count(),
        "cost_usd": calls.aggregate(cost=Sum("cost_usd"))["cost"] or Decimal(0),
    }


def edits(machine, person):
    """The fields in which a person's lines differ from the machine's: {"rate", ...}, "lines" for more or fewer."""
    found = {"lines"} if len(machine) != len(person) else set()
    pairs = zip(machine, person, strict=False)
    return found | {
        field for before, after in pairs for field in FIELDS if before.get(field) != after.get(field)
    }
