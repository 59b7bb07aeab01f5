"""The catalogue's pages."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from invoicing.forms import ItemForm
from invoicing.selectors.items import find_item
from invoicing.selectors.items import items as items_of
from invoicing.services.items import FIELDS, add_item, change_item
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused

PAGE = 50


@owner_page("invoices.view")
def items(request):
    search, hidden = request.GET.get("search", "").strip(), request.GET.get("view") == "hidden"
    page = Paginator(items_of(search=search, active=not hidden), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"page": page, "search": search, "hidden": hidden, "query": query.urlencode()}
    return render(request, "invoicing/items.html", context)


@owner_page("invoices.draft")
def item_new(request):
    return _edit(request, None, lambda values: add_item(by=request.user, **values), _("The item is added."))


@owner_page("invoices.draft")
def item(request, item):
    row = find_item(item)
    return _edit(
        request, row, lambda values: change_item(row, by=request.user, **values), _("The item is saved.")
    )


def _edit(request, row, save, done):
    initial = {field: getattr(row, field) for field in (*FIELDS, "is_active")} if row else {"is_active": True}
    form = ItemForm(request.POST or None, initial=initial, is_new=row is None)
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(request, done)
            return redirect("owner:items", shop=request.business.slug)
    status = 400 if form.errors else 200
    return render(request, "invoicing/item.html", {"form": form, "item": row}, status=status)
