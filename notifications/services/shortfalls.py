"""What a send did not do as it was asked, in the reader's language: for its answer, and for the page after it."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notifications.services.gathering import GOES_AT
from smartkhata.core import phones

TOGETHER = _(
    "Waits for this customer's message of the day or week, after %(time)s: it tells the bill and its sum, without your"
    " own words, the tone and the PDF."
)


def shortfalls(told):
    """{channel: [sentence]} of a send's {channel: Rows or the reason why not}, for channels that have any."""
    found = {
        channel: [gettext(rows)] if isinstance(rows, str) else missing_of(rows)
        for channel, rows in told.items()
    }
    return {channel: sentences for channel, sentences in found.items() if sentences}


def missing_of(rows):
    """[sentence] of one channel's Rows: the addresses that get nothing, and that it goes together with others."""
    left_out = [f"{phones.pretty(to)}: {gettext(why_not)}" for to, why_not in rows.left_out.items()]
    is_held = any(row.state == "held" for row in rows)
    return left_out + ([TOGETHER % {"time": f"{GOES_AT:%H:%M}"}] if is_held else [])
