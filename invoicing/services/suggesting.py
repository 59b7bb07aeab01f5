"""What to bill next, with reasons: from this customer's rhythm, their last invoices, or the shop's items."""

from collections import Counter
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from invoicing.drafting import checks
from invoicing.drafting.history import price_of
from invoicing.drafting.pattern import pattern_of, recurring_lines
from invoicing.lines import clean_lines
from invoicing.models import Draft, InvoiceLine
from invoicing.selectors.drafts import draft_totals
from invoicing.services import generating
from invoicing.services.drafting_context import context_of
from invoicing.services.drafts import start_draft
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError, not_found
from smartkhata.core.models import Business
from smartkhata.core.money import half_up

CONTEXTS = ("monthly", "quarterly", "one-time")
SOURCES = ("previous_invoices", "services", "custom")
_PERIODS = {"monthly": ("weekly", "fortnightly", "monthly"), "quarterly": ("quarterly", "yearly")}
RHYTHMS = {
    "weekly": gettext_noop("weekly"),
    "fortnightly": gettext_noop("fortnightly"),
    "monthly": gettext_noop("monthly"),
    "quarterly": gettext_noop("quarterly"),
    "yearly": gettext_noop("yearly"),
}
MOST = 5


def suggestions(party, *, context="monthly", based_on="previous_invoices", items=(), day=None):
    """Suggestions as dicts, the surest first: confidence, description, items, estimated_total, reasoning, next_date.

    `context`: monthly, quarterly or one-time; `based_on`: previous_invoices, services (what the shop bills
    most), custom (`items` that were given: prices come from the history).
    """
    if context not in CONTEXTS or based_on not in SOURCES:
        raise DomainError("Choose a context and what it is based on.", code="bad_context")
    business = Business.objects.get(pk=party.business_id)
    day = day or today(business)
    known = context_of(party, day)
    if based_on == "services":
        rows = list(_of_services(known))
    elif based_on == "custom":
        rows = list(_of_items(items, known))
    else:
        rows = list(_of_rhythm(known, context)) + list(_of_last(known, context))
    empty = Draft(party=party, **_as_preferred(party))
    return [_shown(row, number, empty, business) for number, row in enumerate(rows[:MOST])]


def accept(
    party, *, number, by, context="monthly", based_on="previous_invoices", items=(), day=None, at=None
):
    """The suggestion `number` (from 0) as a draft; it is counted again, so what is stale is not taken over."""
    rows = suggestions(party, context=context, based_on=based_on, items=items, day=day)
    if not 0 <= number < len(rows):
        raise not_found("This suggestion was not found.")
    lines = [_plain({**line, "source": rows[number]["source"]}) for line in rows[number]["items"]]
    return start_draft(party, lines=lines, by=by, at=at or timezone.now(), **_as_preferred(party))


def advice(party, *, day=None):
    """Recommendations with reasons: [{kind: payment_terms | discount | reminder, text, reason}]."""
    business = Business.objects.get(pk=party.business_id)
    known = context_of(party, day or today(business))
    return [*_of_habit(party, known.terms_days), *_of_overdue(party, known.today)]


def _of_habit(party, terms):
    """What the days that they take to pay suggest."""
    taken = _days_to_pay(party)
    if taken is None or terms is None:
        return
    if taken > terms + 7:
        shorter = next((days for days in (30, 15) if days < terms), None)
        ask = _("Ask for payment within %(days)s days.") % {"days": shorter} if shorter else None
        reason = _("They pay after %(days)s days on average.") % {"days": taken}
        yield _advised("payment_terms", ask or _("Ask for part of it in advance."), reason)
        reason = _("They pay %(days)s days late.") % {"days": taken - terms}
        yield _advised("reminder", _("Remind three days before the due date."), reason)
    elif taken <= max(terms - 7, 0) and party.total_invoices >= checks.ENOUGH:
        reason = _("They pay after %(taken)s days, %(early)s before it is due.")
        reason %= {"taken": taken, "early": terms - taken}
        yield _advised("discount", _("A discount of 2 percent would thank a good payer."), reason)


def _of_overdue(party, day):
    if party.oldest_due_on and party.oldest_due_on < day:
        reason = _("%(days)s days overdue.") % {"days": (day - party.oldest_due_on).days}
        yield _advised("reminder", _("Remind about what is open first."), reason)


def _advised(kind, text, reason):
    return {"kind": kind, "text": text, "reason": reason}


def _of_rhythm(known, context):
    wanted = _PERIODS.get(context, ())
    for line, invoices in recurring_lines(known.past):
        pattern = pattern_of([invoice.on for invoice in invoices], known.today)
        if pattern and pattern.period in wanted:
            period, named = _(RHYTHMS[pattern.period]), _named(invoices[0])
            title = _("%(period)s %(what)s - based on %(n)s bills")
            reason = _("%(what)s was billed %(period)s, last in %(named)s.")
            yield {
                "confidence": pattern.confidence,
                "description": title
                % {"period": period.capitalize(), "what": line.description, "n": pattern.seen},
                "items": [line],
                "reasoning": reason % {"what": line.description, "period": period, "named": named},
                "next_date": pattern.next_on,
                "source": _source(invoices[0]),
            }


def _of_last(known, context):
    if not known.past:
        return
    last = known.past[0]
    pattern = pattern_of([invoice.on for invoice in known.past], known.today)
    fits = pattern and pattern.period in _PERIODS.get(context, ())
    reason = _("It repeats %(named)s.") % {"named": _named(last)}
    if pattern:
        reason += " " + _("This customer is billed %(period)s.") % {"period": _(RHYTHMS[pattern.period])}
    yield {
        "confidence": pattern.confidence
        if fits
        else Decimal("0.50")
        if context == "one-time"
        else Decimal("0.30"),
        "description": _("The same as %(number)s") % {"number": last.number},
        "items": list(last.lines),
        "reasoning": reason,
        "next_date": pattern.next_on if pattern else known.today,
        "source": _source(last),
    }


def _source(invoice):
    """As it is kept with a line, beside what the drafters write there."""
    return f"{invoice.number} of {invoice.on:%d %b %Y}"


def _named(invoice):
    return _("%(number)s of %(day)s") % {"number": invoice.number, "day": f"{invoice.on:%d %b %Y}"}


def _of_services(known):
    """What the shop bills most, at its newest rate."""
    rows = (
        InvoiceLine.objects.filter(invoice__status="open")
        .select_related("invoice")
        .order_by("-invoice__issued_on")[:500]
    )
    newest, counted = {}, Counter()
    for line in rows:
        key = (line.description.casefold(), line.unit)
        newest.setdefault(key, line)
        counted[key] += 1
    for key, times in counted.most_common(MOST):
        line = newest[key]
        yield {
            "confidence": min(Decimal("0.20") + Decimal(times) / 50, Decimal("0.60")),
            "description": line.description,
            "items": [line],
            "reasoning": _("Your shop billed it %(times)s times, last at %(rate)s.")
            % {"times": times, "rate": f"{line.rate:,.2f}"},
            "next_date": known.today,
            "source": "your items",
        }


def _of_items(items, known):
    """What was asked for, with prices of the history; what has none stays open."""
    lines = [_priced(item, known) for item in items]
    if not lines:
        return
    priced = [line for line in lines if line["rate"] is not None]
    yield {
        "confidence": Decimal("0.80") if len(priced) == len(lines) else Decimal("0.30"),
        "description": ", ".join(line["description"] for line in lines)[:120],
        "items": lines,
        "reasoning": _("%(known)s of %(all)s prices come from what you wrote or billed before.")
        % {"known": len(priced), "all": len(lines)},
        "next_date": known.today,
        "source": "",
    }


def _priced(item, known):
    rate, unit = item.get("rate"), item.get("unit") or ""
    if rate is None:
        seen = price_of(item["description"], unit, known)
        rate, unit = (seen.rate, unit or seen.unit) if seen else (None, unit)
    return {
        "description": item["description"],
        "quantity": item.get("quantity") or 1,
        "unit": unit,
        "rate": rate,
    }


def _shown(row, number, draft, business):
    """A suggestion with its amounts; the total is what `draft` would come to with its lines."""
    lines = [_plain(line) for line in row["items"]]
    draft.lines = clean_lines(lines)
    for line in lines:
        known = line["rate"] is not None
        line["amount"] = (
            half_up(Decimal(str(line["quantity"])) * Decimal(str(line["rate"]))) if known else None
        )
    totals = draft_totals(draft, business)
    return {
        **row,
        "suggestion_id": number,
        "items": lines,
        "estimated_total": totals.total if totals else None,
    }


def _as_preferred(party):
    """What the customer's preferences say of every draft."""
    template = generating.preferred_template(party)
    return {"charge_tax": generating.charges_tax(party), "template_id": template and template.pk}


def _plain(line):
    if isinstance(line, dict):
        return {
            key: line.get(key) for key in ("description", "quantity", "unit", "rate", "source") if key in line
        }
    return {"description": line.description, "quantity": line.quantity, "unit": line.unit, "rate": line.rate}


def _days_to_pay(party):
    """Days from invoice to payment, weighted by amount; None before anything was paid."""
    return round(party.paid_amount_days / party.paid_amount) if party.paid_amount else None
