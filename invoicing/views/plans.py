"""Pages of recurring invoices."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.selectors import find_party
from invoicing.plan_forms import EVERY_WORDS, PlanForm
from invoicing.rows import read_lines, rows_after, rows_for
from invoicing.selectors.recurring import coming, find_period, find_plan, undecided
from invoicing.selectors.recurring import plans as plans_of
from invoicing.services import recurring
from invoicing.views.lines import lines_context
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused

PAGE = 50


@owner_page("invoices.view")
def plans(request):
    page = Paginator(plans_of(), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "undecided": undecided()[:PAGE], "every": EVERY_WORDS, "query": ""}
    return render(request, "invoicing/plans.html", context)


@owner_page("invoices.issue")
def plan_new(request, party):
    party = find_party(party)
    form = PlanForm(request.POST or None, initial={"starts_on": today(request.business), "every": "monthly"})
    lines, problems = read_lines(request.POST), {}
    if act := request.POST.get("act"):
        return _form_page(request, form, rows_after(request.POST, act), party=party)
    if request.method == "POST" and form.is_valid():
        try:
            plan = recurring.start_plan(party, by=request.user, lines=lines, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
            problems = error.fields
        else:
            messages.success(request, _("The plan is set. It bills by itself from its first day on."))
            return redirect("owner:plan", shop=request.business.slug, plan=plan.pk)
    return _form_page(request, form, rows_for(lines, problems), party=party)


@owner_page("invoices.view")
def plan(request, plan):
    plan = find_plan(plan)
    context = {
        "plan": plan,
        "coming": coming(plan),
        "periods": plan.periods.select_related("invoice")[:PAGE],
        "every": EVERY_WORDS[plan.every],
    }
    return render(request, "invoicing/plan.html", context)


@owner_page("invoices.issue")
def plan_edit(request, plan):
    plan = find_plan(plan)
    fields = ("name", "ends_on", "max_count", "discount", "tax_inclusive", "notes")
    form = PlanForm(request.POST or None, initial={key: getattr(plan, key) for key in fields}, is_new=False)
    lines, problems = read_lines(request.POST) if request.POST else plan.lines, {}
    if act := request.POST.get("act"):
        return _form_page(request, form, rows_after(request.POST, act), party=plan.party, plan=plan)
    if request.method == "POST" and form.is_valid():
        try:
            recurring.change_plan(plan, by=request.user, lines=lines, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
            problems = error.fields
        else:
            messages.success(request, _("The plan is saved. Invoices that were issued stay as they are."))
            return redirect("owner:plan", shop=request.business.slug, plan=plan.pk)
    return _form_page(request, form, rows_for(lines, problems), party=plan.party, plan=plan)


@owner_page("invoices.issue")
@require_POST
def plan_status(request, plan):
    """`status`: active, paused or ended; `skip` leaves out the next invoice."""
    plan = find_plan(plan)
    if "skip" in request.POST:
        recurring.skip_next(plan, by=request.user)
        messages.success(request, _("The next invoice is left out."))
    elif request.POST.get("status") in ("active", "paused", "ended"):
        recurring.set_status(plan, request.POST["status"], by=request.user)
        messages.success(request, _("Saved."))
    return redirect("owner:plan", shop=request.business.slug, plan=plan.pk)


@owner_page("invoices.issue")
@require_POST
def plan_decision(request, plan, period):
    period = find_period(find_plan(plan), period)
    try:
        recurring.decide_period(period, bill="bill" in request.POST, by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Done."))
    return redirect("owner:plan", shop=request.business.slug, plan=plan)


def _form_page(request, form, rows, **context):
    context |= {"form": form} | lines_context(rows, request.business)
    status = 400 if form.errors else 200
    return render(request, "invoicing/plan_form.html", context, status=status)
