"""How well a drafter reads labelled prompts: lines, totals, due, flags, all-right, silent wrong totals."""

from datetime import date
from decimal import Decimal

from invoicing.drafting.proposal import Context, LastLine, PriceSeen
from invoicing.drafting.review import BLOCKING
from smartkhata.core.money import half_up

# A blocked draft of these has no totals; the others are computed as written and wait for a look.
_NO_TOTALS = frozenset(
    ("needs_rate", "needs_quantity", "needs_context", "ambiguous", "negative_quantity", "zero_quantity")
) | {"currency_mismatch"}
MEASURES = ("lines", "totals", "discount", "due", "flags", "all", "silent_wrong")


def context_of(known):
    """A case's business_context -> Context."""
    day = date.fromisoformat(known["today"])
    return Context(
        country=known["country"],
        currency=known["currency"],
        tax_rate=Decimal(str(known["tax_rate"])),
        today=day,
        price_history=tuple(
            PriceSeen(seen["description"], seen["unit"] or "", Decimal(str(seen["rate"])), "history", day)
            for seen in known.get("price_history", ())
        ),
        last_lines=tuple(
            LastLine(
                line["description"],
                Decimal(str(line["quantity"])),
                line["unit"] or "",
                Decimal(str(line["rate"])),
            )
            for line in (known.get("last_invoice") or {}).get("items", ())
        ),
    )


def predict(drafter, case):
    """What the drafter makes of a case, in the form of the labels."""
    context = context_of(case["business_context"])
    proposal = drafter.propose(case["prompt"], context)
    return {
        "items": [
            {
                "description": line.description,
                "quantity": _number(line.quantity),
                "unit": line.unit or None,
                "rate": _number(line.rate),
            }
            for line in proposal.lines
        ],
        **_totals(proposal, context.tax_rate),
        "due_in_days": proposal.due_in_days,
        "flags": list(proposal.flags),
        "notes": proposal.notes or None,
        "confidence": float(proposal.confidence),
    }


def score(case, predicted):
    """{measure: whether it is right} by the contract of the labels."""
    told = case["expected"]
    tolerance = Decimal("0.0101" if case["business_context"]["country"] == "IN" else "0.001")
    right = {
        "lines": _lines_right(told["items"], predicted["items"]),
        "totals": all(
            _same(told[key], predicted[key], 0 if key == "subtotal" else tolerance)
            for key in ("subtotal", "tax", "total")
        ),
        "discount": _same(told["discount"] or 0, predicted["discount"] or 0),
        "due": predicted["due_in_days"] in told.get("due_in_days_accept", [told["due_in_days"]]),
        "flags": BLOCKING & set(told["flags"]) == BLOCKING & set(predicted["flags"]),
    }
    right["all"] = all(right.values())
    right["silent_wrong"] = (
        predicted["total"] is not None
        and not _same(told["total"], predicted["total"], tolerance)
        and not BLOCKING & set(predicted["flags"])
    )
    return right


def report(scored):
    """[(language, {measure: right})] -> {language: {"n": ..., measure: ...}} with ALL first."""
    table = {"ALL": dict.fromkeys(("n", *MEASURES), 0)}
    for language, right in scored:
        for row in (table["ALL"], table.setdefault(language, dict.fromkeys(("n", *MEASURES), 0))):
            row["n"] += 1
            for measure in MEASURES:
                row[measure] += right[measure]
    return table


def bands(rows):
    """[(prediction, {measure: right})] -> {confidence: {"n", "all", "silent_wrong"}}, the surest first."""
    table = {}
    for predicted, right in rows:
        row = table.setdefault(
            f"{predicted['confidence']:.2f}", dict.fromkeys(("n", "all", "silent_wrong"), 0)
        )
        row["n"] += 1
        for measure in ("all", "silent_wrong"):
            row[measure] += right[measure]
    return dict(sorted(table.items(), reverse=True))


def _totals(proposal, tax_rate):
    open_ = any(None in (line.quantity, line.rate) for line in proposal.lines) or not proposal.lines
    empty = {"subtotal": None, "tax": None, "total": None, "discount": None}
    whole = sum(half_up(line.quantity * line.rate) for line in proposal.lines) if not open_ else Decimal(0)
    share = proposal.discount_percent
    discount = proposal.discount or (half_up(whole * share / 100) if share else Decimal(0))
    if open_ or _NO_TOTALS & set(proposal.flags):
        return empty | {"discount": _number(discount) or None}
    taxed = whole - discount
    if proposal.tax_inclusive:
        tax = half_up(taxed * tax_rate / (100 + tax_rate))
        rows = (taxed - tax, tax, taxed)
    else:
        tax = half_up(taxed * tax_rate / 100)
        rows = (whole, tax, taxed + tax)
    return dict(zip(("subtotal", "tax", "total"), map(_number, rows), strict=True)) | {
        "discount": _number(discount) or None
    }


def _number(value):
    return None if value is None else float(value)


def _same(one, other, tolerance=Decimal("0.001")):
    if one is None or other is None:
        return one is None and other is None
    return abs(Decimal(str(one)) - Decimal(str(other))) <= (tolerance or Decimal("0.001"))


def _lines_right(told, predicted):
    """A matching of each told line to another predicted one."""
    if len(told) != len(predicted):
        return False
    return _matched(told, predicted, frozenset())


def _matched(told, predicted, used):
    if len(used) == len(told):
        return True
    line = told[len(used)]
    return any(
        at not in used and _line_right(line, row) and _matched(told, predicted, used | {at})
        for at, row in enumerate(predicted)
    )


def _line_right(line, row):
    if not any(word.casefold() in row["description"].casefold() for word in line["description_any"]):
        return False
    return any(
        _same(form["quantity"], row["quantity"])
        and _same(form["rate"], row["rate"])
        and form["unit"] in (None, row["unit"])
        for form in (line, *line.get("alt", ()))
    )
