"""The address that mails give to their reader's mail program: one POST ends them, without a page and without a key
but the mail's own (RFC 8058)."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from notifications.services.one_click import end_mails
from portal.services.links import open_wishes_link
from smartkhata.accounts.doors import public_page
from smartkhata.core.errors import not_found
from smartkhata.core.network import address_of


@csrf_exempt
@public_page
def one_click(request):
    """POST /p/stop?t=TOKEN with ``List-Unsubscribe=One-Click``. A person who comes by GET sees the page of wishes:
    machines open every link of a mail, so that changes nothing."""
    token = request.GET.get("t", "")
    if request.method != "POST" or request.POST.get("List-Unsubscribe") != "One-Click":
        return redirect(f"{reverse('portal:wishes')}?t={token}")
    with open_wishes_link(token, address=address_of(request)) as (_business, _party, message, _opens):
        if message is None or message.channel != "email":
            raise not_found("This link was not found.")
        end_mails(message)
    return HttpResponse(status=204)
