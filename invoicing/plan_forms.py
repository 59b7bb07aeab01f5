"""What is filled in for a plan and for a batch; their lines come as ``line-<n>-<field>`` (forms.read_lines)."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from invoicing.recurrence import EVERY

EVERY_WORDS = {
    "weekly": _("Every week"),
    "monthly": _("Every month"),
    "quarterly": _("Every three months"),
    "yearly": _("Every year"),
}
_DATE = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
_NOTES = {"required": False, "max_length": 2000, "widget": forms.Textarea(attrs={"rows": 2})}


class PlanForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the plan (optional)"),
        required=False,
        max_length=120,
        help_text=_("Only you see it."),
    )
    every = forms.ChoiceField(label=_("How often"), choices=[(key, EVERY_WORDS[key]) for key in EVERY])
    starts_on = forms.DateField(label=_("First invoice on"), **_DATE)
    ends_on = forms.DateField(label=_("Until (optional)"), required=False, **_DATE)
    max_count = forms.IntegerField(
        label=_("Number of invoices (optional)"), required=False, min_value=1, max_value=1000
    )
    discount = forms.DecimalField(
        label=_("Discount on the whole"), required=False, min_value=0, max_digits=14, decimal_places=2
    )
    tax_inclusive = forms.BooleanField(label=_("Rates include tax"), required=False)
    notes = forms.CharField(label=_("Notes on the invoices"), **_NOTES)

    def __init__(self, *args, is_new=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_new:  # the dates are counted from the anchor, so how often and since when stay
            del self.fields["every"], self.fields["starts_on"]

    def clean_discount(self):
        return self.cleaned_data["discount"] or 0


class BatchForm(forms.Form):
    """Also who is billed: everybody, who has a tag, or who fits a word."""

    tag = forms.ChoiceField(label=_("Who"), required=False)
    search = forms.CharField(label=_("Only whose name begins so (optional)"), required=False, max_length=80)
    payment_status = forms.ChoiceField(
        label=_("Payment status (optional)"),
        required=False,
        choices=[
            ("", pgettext_lazy("customers", "All")),
            ("good", _("Good")),
            ("warning", _("Due soon")),
            ("overdue", _("Overdue")),
        ],
    )
    name = forms.CharField(
        label=_("Name of the batch (optional)"),
        required=False,
        max_length=120,
        help_text=_("For example: fees of November. Only you see it."),
    )
    due_on = forms.DateField(label=_("Due (optional)"), required=False, **_DATE)
    notes = forms.CharField(label=_("Notes on the invoices"), **_NOTES)

    def __init__(self, *args, tags=(), **kwargs):
        super().__init__(*args, **kwargs)
        everybody = ("", _("All customers but inactive ones"))
        words = [(word, f"{word} ({used})") for word, used in tags]
        self.fields["tag"].choices = [everybody, *words]
