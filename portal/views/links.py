"""The page behind the link of a message: what is due, how to pay, "I have paid"."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from invoicing.selectors import pay_options, state_of
from invoicing.selectors.documents import qr_of
from invoicing.services.claims import claim_payment
from portal.forms import ClaimForm
from portal.looks import look_of
from portal.selectors import methods, waiting_claims
from portal.services.links import NoBill, open_link
from smartkhata.accounts.doors import public_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused
from smartkhata.core.network import address_of

PHONE_KEY, NEXT_KEY = "portal_phone", "portal_next"


@public_page
def bill(request):
    """GET /p?t=TOKEN shows shop, number, amount, due date and how to pay; POST says "I have paid".

    A receipt without any bill leads to the khata.
    """
    token = request.GET.get("t", "")
    try:
        response = opened_bill(request, token)
    except NoBill:
        response = redirect(f"{reverse('portal:shared')}?t={token}")
    # The address holds the key and must not travel to other sites. (no-referrer would also turn the Origin of
    # this page's own form into "null", and the CSRF check would refuse it.)
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response


@public_page
@require_POST
def prove(request):
    """From the link to the code, and from there to this bill: the phone is known, nobody types it again."""
    with open_link(request.POST.get("t", ""), address=address_of(request)) as (business, invoice):
        request.session[PHONE_KEY] = invoice.party.phone
        request.session[NEXT_KEY] = reverse("portal:invoice", args=[business.pk, invoice.pk])
    return redirect("portal:code_new")


def opened_bill(request, token):
    with open_link(token, address=address_of(request), **look_of(request)) as (business, invoice):
        form = claim_form(request, business, invoice)
        if request.method == "POST" and form.is_valid() and claimed(request, form, invoice):
            return redirect(f"{request.path}?t={token}")
        context = bill_context(business, invoice, form) | {"token": token}
        return render(request, "portal/bill.html", context)


def claim_form(request, business, invoice):
    initial = {"amount": invoice.balance_due, "paid_on": today(business)}
    return ClaimForm(request.POST or None, initial=initial, methods=methods(business))


def claimed(request, form, invoice):
    """Take the claim down; False with the form marked when it is refused."""
    try:
        claim_payment(invoice, **form.cleaned_data)
    except DomainError as error:
        refused(form, error)
        return False
    messages.success(request, _("Thank you. The shop looks into it and sends you a receipt."))
    return True


def bill_context(business, invoice, form):
    options = pay_options(invoice, business)
    return {
        "business": business,
        "invoice": invoice,
        "state": state_of(invoice, today(business)),
        "options": options,
        "qr": qr_of(options),
        "form": form,
        "claims": waiting_claims(invoice)[:3],
    }
