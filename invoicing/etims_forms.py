"""What eTIMS gave for an invoice, as the shop copies it from there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from invoicing.etims import LONGEST_LINK


class EtimsForm(forms.Form):
    number = forms.CharField(label=_("CU invoice number"), required=False, max_length=40)
    control_unit = forms.CharField(
        label=_("Control unit (CU) serial number (optional)"), required=False, max_length=40
    )
    signed_at = forms.CharField(
        label=_("Signed on (optional)"),
        required=False,
        max_length=40,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    url = forms.CharField(
        label=_("Link behind the QR code"),
        required=False,
        max_length=LONGEST_LINK,
        help_text=_("Scan the code on the eTIMS invoice and copy the address here."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
