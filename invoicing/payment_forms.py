"""A payment, its way back, a credit note, and the shop's numbers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from invoicing.models import Method

_DATE = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
_AMOUNT = {"widget": forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})}
_RAILS = {Method.UPI, Method.MPESA}
_REFERENCES = {
    "IN": _("Reference (UTR, cheque number)"),
    "KE": _("Reference (M-Pesa code, cheque number)"),
}


def methods_of(country):
    """[(method, word)] of the ways to pay that there are in a country: no M-Pesa in India, no UPI in Kenya."""
    foreign = _RAILS - set(country.payment_rails)
    return [(method, word) for method, word in Method.choices if method not in foreign]


class PaymentForm(forms.Form):
    amount = forms.CharField(label=_("Amount"), **_AMOUNT)
    method = forms.ChoiceField(label=_("How"))
    reference = forms.CharField(required=False, max_length=60)
    received_on = forms.DateField(label=_("Received on"), **_DATE)
    withheld = forms.CharField(
        label=_("Tax they withheld (TDS, withholding VAT)"),
        required=False,
        help_text=_("Kept back for the state; it settles the invoice like money."),
        **_AMOUNT,
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    def __init__(self, *args, country, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = methods_of(country)
        self.fields["reference"].label = _REFERENCES[country.code]


class RefundForm(forms.Form):
    amount = forms.CharField(label=_("Amount"), **_AMOUNT)
    method = forms.ChoiceField(label=_("How"))
    reference = forms.CharField(label=_("Reference"), required=False, max_length=60)
    paid_on = forms.DateField(label=_("Paid back on"), **_DATE)

    def __init__(self, *args, country, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = methods_of(country)


class ReversalForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What happened"),
        choices=[
            ("bounced", _("The cheque bounced")),
            ("returned", _("The money was taken back")),
            ("mistake", _("It was a slip: the payment never came")),
        ],
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)
    on = forms.DateField(label=_("On"), **_DATE)


class PromiseForm(forms.Form):
    promised_on = forms.DateField(
        label=_("By"), error_messages={"required": _("Say by which day they pay.")}, **_DATE
    )
    note = forms.CharField(label=_("Note (optional)"), required=False, max_length=200)


class CreditForm(forms.Form):
    what = forms.ChoiceField(
        label=_("What is taken back"),
        choices=[
            ("whole", _("All that is left of it")),
            ("lines", _("Some of the goods (say how many below)")),
            ("amount", _("An amount off the price, tax included")),
        ],
        widget=forms.RadioSelect,
    )
    amount = forms.CharField(label=_("Amount off the price"), required=False, **_AMOUNT)
    reason = forms.CharField(label=_("Reason (it stands on the credit note)"), max_length=200)


class DebitForm(forms.Form):
    reason = forms.CharField(label=_("Reason (it stands on the debit note)"), max_length=200)
    tax_inclusive = forms.BooleanField(label=_("Rates include tax"), required=False)


class SeriesForm(forms.Form):
    prefix = forms.CharField(
        label=_("Prefix"), max_length=9, help_text=_("Capital letters, digits, dashes: INV.")
    )
    width = forms.IntegerField(label=_("Digits"), min_value=1, max_value=8)
    next_serial = forms.IntegerField(
        label=_("Goes on with"),
        min_value=1,
        help_text=_("Coming from another book? Enter the number after its last."),
    )
