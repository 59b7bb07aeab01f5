"""The sentence, the editor's lines, a payment and a decision on a claim."""

from django import forms
from django.utils.translation import gettext_lazy as _

from invoicing.models import Method

LINE_FIELDS = ("description", "quantity", "unit", "rate", "tax_rate", "source")
SPARE_LINES = 2
_DATE = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
_AMOUNT = {"widget": forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})}


class PromptForm(forms.Form):
    prompt = forms.CharField(
        label=_("What do you want to bill?"),
        max_length=2000,
        help_text=_("Write it as you would say it. You see and check everything before it goes out."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DraftForm(forms.Form):
    """Everything of a draft but its lines, which come as ``line-<n>-<field>`` (read_lines)."""

    due_on = forms.DateField(label=_("Due"), required=False, **_DATE)
    discount = forms.CharField(label=_("Discount on the whole"), required=False, **_AMOUNT)
    tax_inclusive = forms.BooleanField(label=_("Rates include tax"), required=False)
    notes = forms.CharField(
        label=_("Notes on the invoice"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class PaymentForm(forms.Form):
    amount = forms.CharField(label=_("Amount"), **_AMOUNT)
    method = forms.ChoiceField(label=_("How"), choices=Method.choices)
    reference = forms.CharField(
        label=_("Reference (UTR, M-Pesa code, cheque number)"), required=False, max_length=60
    )
    received_on = forms.DateField(label=_("Received on"), **_DATE)
    note = forms.CharField(label=_("Note"), required=False, max_length=200)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)


def read_lines(data):
    """The lines that were filled in, in order; empty ones are left out."""
    lines = []
    for number in range(int(data.get("line-count") or 0)):
        line = {field: data.get(f"line-{number}-{field}", "").strip() for field in LINE_FIELDS}
        if any(line[field] for field in ("description", "rate")):
            lines.append(line)
    return lines


def rows_for(lines, problems=None):
    """Lines as the editor shows them: numbered, with what is wrong, and a few empty ones below."""
    problems = problems or {}
    empty = {field: "" for field in LINE_FIELDS}
    rows = [{**empty, **line} for line in lines] + [dict(empty) for _ in range(SPARE_LINES)]
    return [
        {
            **row,
            "number": number,
            "problems": {
                field: text
                for key, text in problems.items()
                if (field := key.removeprefix(f"items.{number}.")) != key
            },
        }
        for number, row in enumerate(rows)
    ]


class ItemForm(forms.Form):
    """An item of the catalogue."""

    name = forms.CharField(label=_("Name"), max_length=300, help_text=_("As it stands on invoices."))
    unit = forms.CharField(
        label=_("Unit (optional)"), required=False, max_length=20, help_text=_("For example kg, hour, month.")
    )
    rate = forms.CharField(label=_("Rate (optional)"), required=False, **_AMOUNT)
    tax_rate = forms.CharField(
        label=_("Tax in per cent (optional)"),
        required=False,
        help_text=_("Empty: your country's usual rate."),
        **_AMOUNT,
    )
    hsn = forms.CharField(label=_("HSN or SAC (optional)"), required=False, max_length=8)
    is_active = forms.BooleanField(label=_("Offer it in new invoices"), required=False)

    def __init__(self, *args, is_new, **kwargs):
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["is_active"]
