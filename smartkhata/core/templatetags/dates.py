"""Days as people read them: 20 Nov 2026, 20 नवंबर 2026."""

from django import template
from django.utils import timezone
from django.utils.translation import get_language

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
    if hasattr(value, "tzinfo"):
        value = timezone.localtime(value)
    months = _MONTHS.get(get_language() or "en", _MONTHS["en"])
    return f"{value.day} {months[value.month - 1]} {value.year}"


@register.filter
def days_until(value, today):
    """Whole days from today to a date; negative when it is past."""
    return (value - today).days
