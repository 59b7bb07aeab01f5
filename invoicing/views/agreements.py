"""What a customer said about an invoice: they pay by a day, or they do not accept it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from invoicing import selectors
from invoicing.payment_forms import PromiseForm
from invoicing.services.agreements import close_dispute, open_dispute, promise_payment
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError


@owner_page("payments.record")
@require_POST
def promising(request, invoice):
    """They pay by a day: until then nobody reminds them."""
    form = PromiseForm(request.POST)
    if not form.is_valid():
        return _back(request, invoice, wrong=next(iter(form.errors.values()))[0])
    done = _("The promise is noted. Reminders wait until then.")
    return _act(request, invoice, promise_payment, done, **form.cleaned_data)


@owner_page("payments.record")
@require_POST
def disputing(request, invoice):
    done = _("The dispute is noted. Reminders stop until it is settled.")
    return _act(request, invoice, open_dispute, done, reason=request.POST.get("reason", ""))


@owner_page("payments.record")
@require_POST
def settling(request, invoice):
    done = _("The dispute is settled. Reminders go on.")
    return _act(request, invoice, close_dispute, done, outcome=request.POST.get("outcome", ""))


def _act(request, invoice, act, done, **values):
    try:
        act(selectors.find_invoice(invoice), by=request.user, **values)
    except DomainError as error:
        return _back(request, invoice, wrong=error.message)
    messages.success(request, done)
    return _back(request, invoice)


def _back(request, invoice, wrong=""):
    if wrong:
        messages.error(request, wrong)
    return redirect("owner:invoice", shop=request.business.slug, invoice=invoice)
