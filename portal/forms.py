"""A phone, a code, and "I have paid"."""

from django import forms
from django.utils.translation import gettext_lazy as _

from invoicing.models import Method


class PhoneForm(forms.Form):
    phone = forms.CharField(
        label=_("Your phone number"),
        max_length=40,
        help_text=_("With the country code, like +91 98765 43210 or +254 712 345678."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("6-digit code"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "otp"}
        ),
    )


class ClaimForm(forms.Form):
    amount = forms.CharField(
        label=_("Amount you paid"), widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    method = forms.ChoiceField(label=_("How"))
    reference = forms.CharField(
        label=_("Reference"),
        required=False,
        max_length=60,
        help_text=_("UTR or M-Pesa code, from your app or SMS."),
    )
    paid_on = forms.DateField(
        label=_("Paid on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, methods, **kwargs):
        super().__init__(*args, **kwargs)
        names = dict(Method.choices)
        self.fields["method"].choices = [(method, names[method]) for method in methods]
