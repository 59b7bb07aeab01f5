"""The sentence, the editor's lines, a payment and a decision on a claim."""

from django import forms
from django.utils.translation import gettext_lazy as _

from invoicing.documents.look import HOUSE_COLOUR
from invoicing.documents.template import COLUMNS, STANDARD, completed
from invoicing.models.drafts import CONTENT
from invoicing.place_forms import PlaceForm

_DATE = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
_AMOUNT = {"widget": forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})}


class PromptForm(forms.Form):
    prompt = forms.CharField(
        label=_("What do you want to bill?"),
        max_length=2000,
        help_text=_("Write it as you would say it. You see and check everything before it goes out."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    template = forms.ChoiceField(label=_("Template"), required=False)
    use_history = forms.BooleanField(
        label=_("Use earlier invoices of this customer for missing rates"), required=False, initial=True
    )
    charge_tax = forms.BooleanField(label=_("Calculate the tax"), required=False, initial=True)

    def __init__(self, *args, templates=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["template"].choices = [
            ("", _("As usual")),
            *((row.number, row.name) for row in templates),
        ]


class DraftForm(PlaceForm):
    """Everything of a draft but its lines, which come as ``line-<n>-<field>`` (invoicing/rows.py)."""

    issued_on = forms.DateField(
        label=_("Date of the invoice"), required=False, help_text=_("Empty: the day you issue it."), **_DATE
    )
    due_on = forms.DateField(
        label=_("Due"), required=False, help_text=_("Empty: by the customer's terms."), **_DATE
    )
    discount = forms.CharField(
        label=_("Discount on the whole"), required=False, help_text=_("An amount, before tax."), **_AMOUNT
    )
    delivery_charge = forms.CharField(label=_("Delivery charge"), required=False, **_AMOUNT)
    tax_inclusive = forms.BooleanField(label=_("Rates include tax"), required=False)
    reference = forms.CharField(label=_("Their order number (PO)"), required=False, max_length=60)
    ship_to = forms.CharField(
        label=_("Delivery address, if another"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    no_tax = forms.BooleanField(label=_("Charge no tax on this invoice"), required=False)
    template_id = forms.ChoiceField(label=_("Template"), required=False)
    notes = forms.CharField(
        label=_("Notes on the invoice"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    # Stands beside what is flagged, outside of the form's own box.
    checked = forms.BooleanField(
        label=_("I have checked what is flagged"),
        required=False,
        widget=forms.CheckboxInput(attrs={"form": "editor"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    page = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, templates=(), taxes=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["template_id"].choices = [("", _("As usual")), *((row.pk, row.name) for row in templates)]
        if len(templates) < 2:
            del self.fields["template_id"]
        if not taxes:
            del self.fields["no_tax"], self.fields["tax_inclusive"]

    def content(self):
        """What was typed, as the draft's own content (models.drafts.CONTENT) without its lines."""
        values = {field: value for field, value in self.cleaned_data.items() if field in CONTENT}
        if "no_tax" in self.cleaned_data:
            values["charge_tax"] = not self.cleaned_data["no_tax"]
        return values


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)


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


class TemplateForm(forms.Form):
    """A template's own fields and its content (documents/template.py) on one page."""

    name = forms.CharField(label=_("Name"), max_length=80)
    description = forms.CharField(label=_("What it is for"), max_length=300, required=False)
    look = forms.ChoiceField(
        label=_("Look"),
        choices=[
            ("professional", _("Professional: your colour, a clear head")),
            ("simple", _("Simple: black on white, little ink")),
            ("detailed", _("Detailed: ruled boxes, tax by line")),
        ],
    )
    colour = forms.CharField(
        label=_("Colour"), required=False, widget=forms.TextInput(attrs={"type": "color"})
    )
    second_language = forms.ChoiceField(
        label=_("Second language"),
        required=False,
        help_text=_("Labels are in the customer's language; a second one can stand beside it."),
        choices=[("", _("None")), ("en", "English"), ("hi", "हिन्दी"), ("sw", "Kiswahili")],
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=40,
        required=False,
        help_text=_("Where the law gives another title, that one is printed."),
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=[(name, name) for name in COLUMNS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What the law asks for is always there."),
    )
    tax_rate = forms.DecimalField(
        label=_("Usual tax rate in %"), required=False, min_value=0, max_value=100, decimal_places=2
    )
    payment_terms = forms.CharField(label=_("Payment terms"), max_length=200, required=False)
    terms = forms.CharField(
        label=_("More terms, a line each"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    include_logo = forms.BooleanField(label=_("Logo"), required=False)
    include_company_details = forms.BooleanField(label=_("Phone and e-mail of the shop"), required=False)
    show_subtotal = forms.BooleanField(label=_("Subtotal"), required=False)
    show_discount = forms.BooleanField(label=_("Discount column, also when there is none"), required=False)
    bank_details = forms.BooleanField(label=_("Bank account"), required=False)
    upi_details = forms.BooleanField(label=_("UPI QR"), required=False)
    mpesa_details = forms.BooleanField(label=_("M-Pesa Paybill"), required=False)
    notes_section = forms.BooleanField(label=_("Notes"), required=False)
    ai_prompt = forms.CharField(
        label=_("Words to the drafter"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("How it should write drafts with this template."),
    )
    is_default = forms.BooleanField(label=_("Use it when no other is chosen"), required=False)

    PLACES = {
        "": ("look", "colour", "second_language"),
        "header": ("title", "include_logo", "include_company_details"),
        "body": ("columns", "tax_rate", "show_subtotal", "show_discount"),
        "footer": (
            "payment_terms",
            "terms",
            "bank_details",
            "upi_details",
            "mpesa_details",
            "notes_section",
        ),
    }
    OWN = ("name", "description", "ai_prompt", "is_default")

    def __init__(self, *args, business, template=None, **kwargs):
        self.shop_colour = business.colour or HOUSE_COLOUR
        content = template.content if template else STANDARD
        initial = {
            name: self._of(content, place)[name] for place in self.PLACES for name in self.PLACES[place]
        }
        initial["colour"] = initial["colour"] or self.shop_colour
        if template:
            initial |= {name: getattr(template, name) for name in self.OWN}
        super().__init__(*args, initial=initial, **kwargs)
        for name in ("mpesa_details",) if business.country == "IN" else ("upi_details",):
            del self.fields[name]

    def content(self):
        """What a TemplateVersion holds. The shop's own colour is kept as none, so that it may change."""
        values = self.cleaned_data
        whole = {}
        for place, names in self.PLACES.items():
            part = {name: values[name] for name in names if name in self.fields and name in values}
            whole |= {place: part} if place else part
        if whole.get("colour") == self.shop_colour:
            whole["colour"] = ""
        return completed(whole)

    def own(self):
        """The template's own fields; the default is unmade by making another one it."""
        values = {name: self.cleaned_data[name] for name in self.OWN}
        return values | {"is_default": values["is_default"] or None}

    @staticmethod
    def _of(content, place):
        return content[place] if place else content
