"""The ladder with tonight's reminders, one reminder by a tap, and rest for one customer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.selectors import find_party
from notifications.forms import ReminderForm
from notifications.services import preferences
from notifications.services import reminders as service
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused


@owner_page("settings.edit")
def reminders(request):
    rules = service.rules()
    initial = {field: getattr(rules, field) for field in ("is_on", "small_sum", "paused_until")}
    initial["ladder"] = ", ".join(map(str, rules.ladder))
    form = ReminderForm(request.POST or None, initial=initial, currency=request.business.currency)
    if request.method == "POST" and form.is_valid():
        try:
            service.set_rules(by=request.user, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("owner:reminders", shop=request.business.slug)
    is_paused = bool(rules.paused_until and rules.paused_until > today(request.business))
    context = {"form": form, "rules": rules, "is_paused": is_paused, "plans": service.planned(limit=100)}
    return render(request, "notifications/reminders.html", context, status=400 if form.errors else 200)


@owner_page("invoices.send")
@require_POST
def reminding(request, party):
    """One tap. When all that is open waits for the shop's answer, the page says why, and `anyway` reminds of it."""
    party, anyway = find_party(party), "anyway" in request.POST
    left_out = [] if anyway else service.left_out(party)
    try:
        service.remind(party, by=request.user, anyway=anyway)
    except DomainError as error:
        if error.code == "answer_first":
            context = {"party": party, "left_out": left_out}
            return render(request, "notifications/remind_anyway.html", context, status=409)
        messages.error(request, error.message)
    else:
        messages.success(request, _("The reminder to %(name)s is on its way.") % {"name": party.name})
        for invoice, why in left_out:
            messages.warning(request, f"{invoice.number}: {why}")
    return redirect("owner:customer", shop=request.business.slug, party=party.pk)


@owner_page("invoices.send")
@require_POST
def rest(request, party):
    """No reminders to this customer for two weeks, or again from now on."""
    party = find_party(party)
    day = today(request.business)
    until = None if "end" in request.POST else day + preferences.REST
    preferences.rest(party, until=until, by=request.user)
    messages.success(request, _("Reminders are paused.") if until else _("Reminders go on."))
    return redirect("owner:customer", shop=request.business.slug, party=party.pk)
