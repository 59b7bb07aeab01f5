"""The payment score, 0 to 100: how near to the due day a customer pays, large invoices counting more.

Our own scale: 100 a month early, 80 on the day, 50 a month late, 20 four months late, 1 at the end. Fewer than three
invoices tell nothing.
"""

from decimal import Decimal

from smartkhata.core.money import half_up

# Days relative to the due day (negative: early) and the points for them; straight lines between.
ANCHORS = (
    (-30, 100),
    (-20, 90),
    (0, 80),
    (15, 70),
    (22, 60),
    (30, 50),
    (60, 40),
    (90, 30),
    (120, 20),
    (177, 1),
)
ENOUGH = 3
LOW_RISK, MEDIUM_RISK = 80, 50


def points(days_late):
    """The points for one invoice."""
    if days_late <= ANCHORS[0][0]:
        return Decimal(ANCHORS[0][1])
    for (day, high), (following, low) in zip(ANCHORS, ANCHORS[1:], strict=False):
        if days_late <= following:
            return high + Decimal(low - high) * (days_late - day) / (following - day)
    return Decimal(ANCHORS[-1][1])


def score(invoices):
    """{score, risk, invoices, on_time, days_late} of [(amount, days late)]; score and risk None for too few."""
    told = {
        "score": None,
        "risk": None,
        "invoices": len(invoices),
        "on_time": sum(days <= 0 for _amount, days in invoices),
        "days_late": half_up(Decimal(sum(days for _, days in invoices)) / len(invoices), 1)
        if invoices
        else None,
    }
    whole = sum(amount for amount, _ in invoices)
    if len(invoices) < ENOUGH or not whole:
        return told
    value = half_up(sum(amount * points(days) for amount, days in invoices) / whole, 1)
    risk = "low" if value >= LOW_RISK else "medium" if value >= MEDIUM_RISK else "high"
    return {**told, "score": value, "risk": risk}
