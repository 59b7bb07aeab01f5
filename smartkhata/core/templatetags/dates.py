"""Days as people read them: 20 Nov 2026, 20 नवंबर 2026."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

register = template.Library()

_MONTHS = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "hi": ["जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"],
    "sw": ["Jan", "Feb", "Mac", "Apr", "Mei", "Jun", "Jul", "Ago", "Sep", "Okt", "Nov", "Des"],
}


@register.filter
def day(value):
    """A date, or the local date of a moment; empty for None."""
    if not value:
        return ""
    value = _local_day(value)
    months = _MONTHS.get(get_language() or "en", _MONTHS["en"])
    return f"{value.day} {months[value.month - 1]} {value.year}"


@register.filter
def ago_days(value, today=None):
    """A date told from `today` (default: the local day): today, yesterday, 3 days ago, in 5 days."""
    if not value:
        return ""
    ahead = days_until(_local_day(value), today or timezone.localdate())
    if ahead in (-1, 0, 1):
        return (gettext("yesterday"), gettext("today"), gettext("tomorrow"))[ahead + 1]
    if ahead < 0:
        return ngettext("%(days)d day ago", "%(days)d days ago", -ahead) % {"days": -ahead}
    return ngettext("in %(days)d day", "in %(days)d days", ahead) % {"days": ahead}


@register.filter
def days_until(value, today):
    """Whole days from today to a date; negative when it is past."""
    return (value - today).days


def _local_day(value):
    if not isinstance(value, datetime):
        return value
    return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
