"""Bills for people who leave a name and a phone, and finding whose they are."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.selectors import find_party
from invoicing.selectors.walk_ins import strangers
from invoicing.services.extracting import extract_customers
from invoicing.services.walk_ins import start_walk_in, tag_invoices
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused

SHOWN = 200


class WalkInForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        required=False,
        help_text=gettext_lazy("With it the bill finds its customer later."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )


@owner_page("invoices.draft")
def walk_in_new(request):
    """A bill for somebody who is no customer: name and phone, then the usual editor."""
    form = WalkInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = start_walk_in(by=request.user, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
        else:
            return redirect("owner:draft", shop=request.business.slug, draft=draft.pk)
    return render(request, "invoicing/walk_in.html", {"form": form}, status=400 if form.is_bound else 200)


@owner_page("customers.edit")
def untagged(request):
    """Whose the waiting bills seem to be; the ticked ones become customers or go to theirs."""
    if request.method == "POST":
        result = extract_customers(by=request.user, keys=set(request.POST.getlist("key")))
        said = _("%(made)s customers added, %(tagged)s invoices given to their customers.")
        messages.success(request, said % vars(result))
        return redirect("owner:untagged", shop=request.business.slug)
    found = strangers()
    return render(request, "invoicing/untagged.html", {"people": found[:SHOWN], "count": len(found)})


@owner_page("customers.edit")
def tagging(request):
    """All bills of one stranger go to the customer that somebody names."""
    if request.method == "POST" and (party := request.POST.get("party")):
        party = find_party(party)
        invoices = [
            one for person in strangers() if person.key == request.POST.get("key") for one in person.invoices
        ]
        count = tag_invoices(invoices, party, by=request.user) if invoices else 0
        messages.success(
            request, _("%(count)s invoices are %(name)s's now.") % {"count": count, "name": party.name}
        )
    return redirect("owner:untagged", shop=request.business.slug)
