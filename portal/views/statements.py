"""A shared statement: the link shows shop and balance, the code opens the lines."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from customers.selectors import find_party
from invoicing.statements import printed, statement_document
from portal.doors import link_to_shop, portal_page, shop
from portal.looks import look_of
from portal.services.links import open_khata_link
from portal.views.links import NEXT_KEY, PHONE_KEY
from smartkhata.accounts.doors import public_page
from smartkhata.core.clock import today
from smartkhata.core.network import address_of


@public_page
def shared(request):
    """GET /khata?t=TOKEN: whose book, and what is owed in it. Names and lines need the code."""
    token = request.GET.get("t", "")
    with open_khata_link(token, address=address_of(request), **look_of(request)) as (business, party):
        context = {"business": business, "balance": party.balance, "token": token, "day": today(business)}
        response = render(request, "portal/shared.html", context)
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response


@public_page
@require_POST
def shared_prove(request):
    """From the link to the code, and from there to this khata: the phone is known, nobody types it again."""
    with open_khata_link(request.POST.get("t", ""), address=address_of(request)) as (business, party):
        request.session[PHONE_KEY] = party.phone
        request.session[NEXT_KEY] = reverse("portal:khata", args=[business.pk])
    return redirect("portal:code_new")


@portal_page
def statement_pdf(request, business):
    """The customer's own statement with one shop, from the first line to today."""
    link = link_to_shop(request.profile, business)
    with shop(link) as business:
        document = statement_document(find_party(link.party_id), business, to_on=today(business))
    content, kind = printed(document)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = 'inline; filename="statement.pdf"'
    return response
