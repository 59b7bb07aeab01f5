"""What is filled in for a quote; its lines come as ``line-<n>-<field>`` (rows.read_lines)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from invoicing.place_forms import PlaceForm

_DATE = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class QuoteForm(PlaceForm):
    valid_until = forms.DateField(label=_("Good until"), **_DATE)
    reference = forms.CharField(
        label=_("The customer's own reference (optional)"), required=False, max_length=60
    )
    discount = forms.DecimalField(
        label=_("Discount on the whole"), required=False, min_value=0, max_digits=14, decimal_places=2
    )
    tax_inclusive = forms.BooleanField(label=_("Rates include tax"), required=False)
    notes = forms.CharField(
        label=_("Notes on the quote"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_discount(self):
        return self.cleaned_data["discount"] or 0
