"""Bringing in the old book: the file, its columns, what would happen, progress, the result."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from customers.models import ImportRow
from customers.readers import MAX_BYTES, MAX_ROWS
from customers.selectors.imports import WORKING, find_import, imports, progress_of, rows_of
from customers.services import imports as bringing
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused

PAGE = 50
KINDS = {
    "customers": gettext_lazy("Customers, with what they owe"),
    "invoices": gettext_lazy("Invoices of the past"),
}
OUTCOMES = {
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "same": gettext_lazy("Same"),
    "duplicate": gettext_lazy("Duplicates"),
    "error": gettext_lazy("To mend"),
}
BOOKS = {
    "khatabook": "Khatabook / OkCredit",
    "vyapar": "Vyapar",
    "tally": "Tally",
    "zoho": "Zoho Books",
    "google": "Google Contacts",
}
# Fields of services.imports in words.
FIELDS = {
    "name": gettext_lazy("Name"),
    "first_name": gettext_lazy("First name"),
    "last_name": gettext_lazy("Last name"),
    "company": gettext_lazy("Company"),
    "phone": gettext_lazy("Phone"),
    "secondary_phone": gettext_lazy("Second phone"),
    "email": gettext_lazy("E-mail"),
    "secondary_email": gettext_lazy("Second e-mail"),
    "street": gettext_lazy("Street"),
    "city": gettext_lazy("Town or city"),
    "state": gettext_lazy("State"),
    "postal_code": gettext_lazy("Postal code"),
    "country": gettext_lazy("Country"),
    "tax_id": gettext_lazy("Tax number"),
    "opening_balance": gettext_lazy("They owe you already"),
    "receivable": gettext_lazy("You will get"),
    "payable": gettext_lazy("You will give"),
    "balance_side": gettext_lazy("Debit or credit"),
    "credit_limit": gettext_lazy("Credit limit"),
    "payment_terms": gettext_lazy("Payment terms"),
    "tags": gettext_lazy("Tags"),
    "notes": gettext_lazy("Notes"),
    "number": gettext_lazy("Invoice number"),
    "date": gettext_lazy("Date"),
    "due_date": gettext_lazy("Due"),
    "total": gettext_lazy("Total"),
    "paid": gettext_lazy("Paid"),
    "balance": gettext_lazy("Still to pay"),
}


class FileForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What is in the file?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.vcf"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, KINDS[kind]) for kind in bringing.kinds()]
        self.fields["file"].help_text = _(
            "CSV, Excel (.xlsx) or vCard; at most %(size)s MB and %(rows)s rows."
        ) % {
            "size": MAX_BYTES // 2**20,
            "rows": f"{MAX_ROWS:,}",
        }


@owner_page("customers.edit")
def import_new(request):
    form = FileForm(request.POST or None, request.FILES or None, initial={"kind": "customers"})
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            brought = bringing.start_import(
                file.read(), file_name=file.name, kind=form.cleaned_data["kind"], by=request.user
            )
        except DomainError as error:
            refused(form, error)
        else:
            return _to(request, brought)
    context = {"form": form, "books": BOOKS.values(), "imports": imports()[:20]}
    return render(request, "customers/imports.html", context, status=400 if form.is_bound else 200)


@owner_page("customers.view")
def one_import(request, brought):
    brought = find_import(brought)
    asked = request.GET.get("outcome", "")
    rows = rows_of(brought, asked if asked in OUTCOMES else "")
    done, total = progress_of(brought)
    context = {
        "brought": brought,
        "working": brought.state in WORKING,
        "done": done,
        "total": total,
        "book": BOOKS.get(brought.preset, ""),
        "outcome": asked,
        "outcomes": [(key, word, brought.counts.get(key, 0)) for key, word in OUTCOMES.items()],
        "words": OUTCOMES,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "query": f"outcome={asked}" if asked else "",
        "fields": _fields(brought),
        "writes": brought.counts.get(ImportRow.Outcome.NEW, 0)
        + brought.counts.get(ImportRow.Outcome.CHANGED, 0),
    }
    return render(request, "customers/import.html", context)


@owner_page("customers.edit")
@require_POST
def columns(request, brought):
    """``column-<n>`` holds the field that the n-th column of the file is."""
    brought, chosen = find_import(brought), {}
    for at in range(len(brought.headers)):
        if field := request.POST.get(f"column-{at}"):
            chosen[field] = at
    known = request.POST.get("change_known") == "on"
    return _ask(
        request,
        brought,
        lambda: bringing.choose_columns(brought, chosen, change_known=known, by=request.user),
    )


@owner_page("customers.edit")
@require_POST
def application(request, brought):
    brought = find_import(brought)
    return _ask(request, brought, lambda: bringing.ask_to_apply(brought, by=request.user))


@owner_page("customers.remove")
@require_POST
def undoing(request, brought):
    brought = find_import(brought)
    return _ask(request, brought, lambda: bringing.ask_to_undo(brought, by=request.user))


def _ask(request, brought, step):
    try:
        step()
    except DomainError as error:
        messages.error(request, error.message)
    return _to(request, brought)


def _to(request, brought):
    return redirect("owner:import", shop=request.business.slug, brought=brought.pk)


def _fields(brought):
    """[(column, header, examples, field chosen)] of the file, and what a column may be."""
    chosen = {at: field for field, at in brought.columns.items()}
    return [
        {
            "at": at,
            "header": header,
            "examples": ", ".join(filter(None, (cells[at] for cells in brought.sample if at < len(cells))))[
                :80
            ],
            "field": chosen.get(at, ""),
            "choices": [(field, FIELDS[field]) for field in bringing.kind_of(brought.kind).fields],
        }
        for at, header in enumerate(brought.headers)
    ]
