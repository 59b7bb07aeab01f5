"""What the button of a send page says."""

from django import template
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from notifications.templatetags.told import channel

register = template.Library()


@register.filter
def ways(previews):
    """``SMS and E-mail`` of the previews that are shown; empty without any."""
    names = dict.fromkeys(str(channel(seen.channel)) for seen in previews)
    return get_text_list(list(names), _("and"))


@register.filter
def whole_cost(previews):
    """(currency, sum) of all that is known to cost; None when nothing is, or when one costs another currency."""
    costs = [seen.cost for seen in previews if seen.cost]
    if len({currency for currency, _much in costs}) != 1:
        return None
    return costs[0][0], sum(much for _currency, much in costs)
