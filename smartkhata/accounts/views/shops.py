"""Choosing a shop, opening another one, and a shop's settings."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from smartkhata.accounts.doors import owner_page, signed_in
from smartkhata.accounts.forms import NewShopForm, ShopForm
from smartkhata.accounts.selectors import memberships_of
from smartkhata.accounts.services.shops import FIELDS, HOUSE_COLOUR, save_settings
from smartkhata.accounts.services.signing_up import open_shop
from smartkhata.accounts.views.forms import form_page
from smartkhata.core import countries
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused
from smartkhata.core.tenancy import user_scope


@signed_in
def shops(request):
    with user_scope(request.user.pk):
        memberships = list(memberships_of(request.user))
    if len(memberships) == 1 and "all" not in request.GET:
        return redirect("owner:home", shop=memberships[0].business.slug)
    return render(request, "accounts/shops.html", {"memberships": memberships})


@signed_in
def shop_new(request):
    form = NewShopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            business = open_shop(owner=request.user, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(request, _("Your new shop is open."))
            return redirect("owner:home", shop=business.slug)
    return form_page(request, "accounts/shop_new.html", form)


@owner_page("settings.edit")
def settings(request):
    shop = request.business
    country = countries.get(shop.country)
    current = {field: getattr(shop, field) for field in FIELDS} | {"colour": shop.colour or HOUSE_COLOUR}
    form = ShopForm(request.POST or None, request.FILES or None, initial=current, country=country)
    if request.method == "POST" and form.is_valid():
        try:
            save_settings(shop, by=request.user, pictures=form.pictures(), **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(request, _("Settings are saved."))
            return redirect("owner:settings", shop=shop.slug)
    return form_page(request, "accounts/settings.html", form, country=country)
