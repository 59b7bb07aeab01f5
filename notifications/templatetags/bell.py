"""{% unread_notices as count %}: how many notices the reader has not read in this shop."""

from django import template

from notifications.selectors.notices import unread

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_notices(context):
    request = context.get("request")
    return unread(request.user) if getattr(request, "membership", None) else 0
