"""What is done with several customers at once, and the views of the list that a member keeps."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from customers.selectors import chosen_parties
from customers.services.tags import tag_many
from customers.services.views import forget_view, save_view
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError


@owner_page("customers.edit")
@require_POST
def tagging(request):
    """One tag on each of the chosen customers."""
    chosen = chosen_parties(request.POST.getlist("party"))
    try:
        if not chosen:
            raise DomainError(_("Choose customers first."), code="nobody_chosen")
        count = tag_many(chosen, request.POST.get("tag", ""), by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        text = ngettext("%(n)s customer has the tag now.", "%(n)s customers have the tag now.", count)
        messages.success(request, text % {"n": count})
    return _back(request)


@owner_page("customers.view")
@require_POST
def view_save(request):
    try:
        view = save_view(request.user, name=request.POST.get("name", ""), query=request.POST.get("query", ""))
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The view %(name)s is kept.") % {"name": view.name})
    return _back(request)


@owner_page("customers.view")
@require_POST
def view_forget(request, view):
    forget_view(request.user, view)
    messages.success(request, _("The view is forgotten."))
    return _back(request)


def _back(request):
    """To the list as it was left."""
    query = request.session.get("customers_query", "")
    page = reverse("owner:customers", args=[request.business.slug])
    return redirect(f"{page}?{query}" if query else page)
