"""A quote for its customer: the link shows the price and takes the answer, the code opens the lines."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from invoicing.selectors.documents import tax_lines
from invoicing.selectors.quotes import quote_lines, quote_state
from invoicing.services.quotes import accept_quote, decline_quote
from portal.doors import link_to_shop, portal_page, shop
from portal.looks import look_of
from portal.selectors import own_quote
from portal.services.links import open_quote_link
from portal.services.pdf import kept_pdf
from portal.views.links import NEXT_KEY, PHONE_KEY
from smartkhata.accounts.doors import public_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.network import address_of


@public_page
def offered(request):
    """GET /q?t=TOKEN: shop, number, total, last day. POST with `answer` accept or decline; a GET changes nothing."""
    token = request.GET.get("t", "")
    with open_quote_link(token, address=address_of(request), **look_of(request)) as (business, quote):
        if request.method == "POST":
            _answer(request, quote)
            response = redirect(f"{request.path}?t={token}")
        else:
            context = _context(business, quote) | {"token": token}
            response = render(request, "portal/offered.html", context)
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response


@public_page
@require_POST
def offered_prove(request):
    """From the link to the code, and from there to this quote."""
    with open_quote_link(request.POST.get("t", ""), address=address_of(request)) as (business, quote):
        request.session[PHONE_KEY] = quote.party.phone
        request.session[NEXT_KEY] = reverse("portal:quote", args=[business.pk, quote.pk])
    return redirect("portal:code_new")


@portal_page
def quote(request, business, quote):
    """The quote in full, and the answer to it."""
    link = link_to_shop(request.profile, business)
    with shop(link) as business:
        found = own_quote(link, quote)
        if request.method == "POST":
            _answer(request, found)
            return redirect("portal:quote", business=business.pk, quote=found.pk)
        context = _context(business, found) | {"lines": quote_lines(found), "tax_lines": tax_lines(found)}
        return render(request, "portal/quote.html", context)


@portal_page
def quote_pdf(request, business, quote):
    link = link_to_shop(request.profile, business)
    with shop(link):
        found = own_quote(link, quote)
    content = kept_pdf(link, found)
    if content is None:
        return redirect("portal:quote", business=business, quote=quote)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.number}.pdf"'
    return response


def _context(business, quote):
    return {"business": business, "quote": quote, "state": quote_state(quote, today(business))}


def _answer(request, quote):
    act = accept_quote if request.POST.get("answer") == "accept" else decline_quote
    try:
        act(quote, note=request.POST.get("note", ""))
    except DomainError as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("Thank you. The shop sees your answer."))
