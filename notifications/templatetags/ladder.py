"""The days of reminders in words."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def ladder_words(steps):
    """[-3, 0, 3, 7] -> ``3 days before · on the day · 3, 7 days after``."""
    before, after = [-step for step in steps if step < 0], [step for step in steps if step > 0]
    told = [_days(before, ngettext("%(days)s day before", "%(days)s days before", _last(before)))]
    told.append(_("on the day") if 0 in steps else "")
    told.append(_days(after, ngettext("%(days)s day after", "%(days)s days after", _last(after))))
    return " · ".join(filter(None, told))


def _days(days, words):
    return words % {"days": ", ".join(map(str, days))} if days else ""


def _last(days):
    """What the word for days agrees with."""
    return days[-1] if days else 0
