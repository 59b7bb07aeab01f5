"""The shop's own accounts with providers: keys go in and never come out again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from notifications.forms.accounts import AccountForm
from notifications.said import said
from notifications.selectors import find_message
from notifications.services import accounts as service
from notifications.services.reaching import reach
from notifications.states import status_of
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused
from smartkhata.core.waiting import wait_for

TEST_SECONDS = 3


@owner_page("settings.edit")
def provider_accounts(request):
    return render(request, "notifications/providers.html", {"hands": service.hands()})


@owner_page("settings.edit")
def provider_account(request, channel, provider):
    account, slots = service.account_of(channel, provider)
    known = account["keys"] if account else ()
    form = AccountForm(request.POST or None, channel=channel, provider=provider, known=known, slots=slots)
    if request.method == "POST" and form.is_valid():
        try:
            service.set_account_with_texts(channel, provider, form.keys(), form.ids(), by=request.user)
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(request, _("Saved."))
            # First the addresses that are still to be entered at the provider.
            return redirect(f"{request.path}#addresses")
    context = {
        "form": form,
        "channel": channel,
        "provider": provider,
        "account": account,
        "addresses": service.report_addresses(account, channel, provider) if account else {},
    }
    return render(request, "notifications/provider_account.html", context, status=400 if form.errors else 200)


@owner_page("settings.edit", scope=False)
@require_POST
def provider_test(request, channel):
    """A message to the one who presses; what became of it is said at once if it is quick."""
    if channel not in service.OFFERED:
        raise Http404
    try:
        with request.scope():
            address = reach(request.user, "email" if channel == "email" else "sms", request.business)
            row = service.send_test(channel, to=address, by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        row = wait_for(lambda: _ended(request, row), seconds=TEST_SECONDS)
        _say(request, row)
    return redirect("owner:provider_accounts", shop=request.business.slug)


@owner_page("settings.edit")
@require_POST
def provider_removal(request, channel):
    service.remove_account(channel, by=request.user)
    messages.success(request, _("Removed. SmartKhata's own provider carries this channel again."))
    return redirect("owner:provider_accounts", shop=request.business.slug)


def _ended(request, row):
    with request.scope():
        row = find_message(row.number)
    return None if status_of(row.state) == "pending" else row


def _say(request, row):
    if row is None:
        messages.success(request, _("The test is on its way. Look at your phone or mailbox."))
    elif status_of(row.state) == "failed":
        messages.error(request, _("The test failed: %(reason)s") % {"reason": said(row.error_message)})
    else:
        messages.success(request, _("The provider took the test for %(to)s.") % {"to": row.recipient})
