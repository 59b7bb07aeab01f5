"""An owner registers a customer: khata, network and code in one step."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.forms import RegisterForm
from portal.services.codes import offer_code
from portal.services.registering import CHOICES, register_customer
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused


@owner_page("customers.edit", scope=False)
def register(request):
    """The form; a phone that stands under another name comes back as a question."""
    form = RegisterForm(
        request.POST or None, initial={key: request.GET.get(key, "") for key in ("name", "phone")}
    )
    question = None
    if request.method == "POST" and form.is_valid():
        try:
            with request.scope():
                result = register_customer(by=request.user, **form.asked())
        except DomainError as error:
            question = error if error.code == "phone_conflict" else None
            if question is None:
                refused(form, error)
        else:
            messages.success(request, _told(result, request.business.pk))
            return redirect("owner:customer", shop=request.business.slug, party=result.party.pk)
    context = {"form": form, "question": question, "choices": CHOICES.items()}
    status = 409 if question else 400 if form.is_bound else 200
    return render(request, "portal/register.html", context, status=status)


def _told(result, business_id):
    party = result.party
    sent = (
        bool(result.profile) and not party.phone_verified_at and offer_code(party, business_id=business_id)[0]
    )
    words = _("%(name)s is registered.") if result.created else _("%(name)s was in your khata already.")
    told = [words % {"name": party.name}]
    if sent:
        told.append(_("A code went to their phone."))
    if result.tagged:
        told.append(_("Invoices given to them: %(count)s.") % {"count": result.tagged})
    return " ".join(told)
