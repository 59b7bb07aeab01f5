"""What is asked about a customer, and the two taps of the khata."""

import uuid

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from customers import addresses
from customers.models import Party

TERMS = [
    ("", _("As the shop")),
    ("net_0", _("Due at once")),
    ("net_7", _("7 days")),
    ("net_15", _("15 days")),
    ("net_30", _("30 days")),
    ("net_45", _("45 days")),
    ("net_60", _("60 days")),
]
METHODS = {
    "cash": _("Cash"),
    "upi": _("UPI"),
    "mpesa": _("M-Pesa"),
    "bank": _("Bank transfer"),
    "card": _("Card"),
    "cheque": _("Cheque"),
    "other": _("Something else"),
}
# Ways to pay that only some countries know.
RAILS = ("upi", "mpesa")
LANGUAGES = {"en": "English", "hi": "हिन्दी", "sw": "Kiswahili"}
STATUSES = [
    ("active", _("Active")),
    ("inactive", _("Inactive: not in lists and pickers")),
    ("suspended", _("Suspended: no new credit")),
]


PROFILES = [
    ("individual", _("Person")),
    ("business", _("Business")),
    ("retailer", _("Retailer")),
    ("farmer", _("Farmer")),
    ("corporate", _("Company")),
]
LOOKS = [
    ("", _("As the shop")),
    ("professional", _("Professional")),
    ("simple", _("Simple")),
    ("detailed", _("Detailed")),
]
SPOKEN = [("", _("As the shop")), ("english", "English"), ("hindi", "हिन्दी"), ("swahili", "Kiswahili")]


def _input(mode, **attributes):
    return forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off", **attributes})


def _lines(rows=2):
    return forms.Textarea(attrs={"rows": rows})


class PartyForm(forms.Form):
    """Fields of services.checking, which decides what is right; the address in its parts."""

    name = forms.CharField(label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        help_text=_("They get SMS on it and sign in with it."),
        widget=_input("tel"),
    )
    email = forms.CharField(label=_("E-mail"), required=False, widget=_input("email"))
    street = forms.CharField(label=_("Street"), required=False, widget=_lines())
    city = forms.CharField(label=_("Town or city"), required=False)
    postal_code = forms.CharField(label=_("Postal code"), required=False)
    state_code = forms.ChoiceField(
        label=_("State"), required=False, help_text=_("Decides between CGST + SGST and IGST.")
    )
    tax_id = forms.CharField(label=_("Tax number"), required=False)
    payment_terms = forms.ChoiceField(label=_("Payment terms"), required=False, choices=TERMS)
    credit_limit = forms.CharField(label=_("Credit limit"), required=False, widget=_input("decimal"))
    preferred_payment_method = forms.ChoiceField(label=_("Usually pays by"), required=False)
    language = forms.ChoiceField(label=_("Language of messages"), required=False)
    send_reminders = forms.BooleanField(label=_("Send payment reminders"), required=False, initial=True)
    secondary_phone = forms.CharField(label=_("Second phone"), required=False, widget=_input("tel"))
    secondary_email = forms.CharField(label=_("Second e-mail"), required=False, widget=_input("email"))
    tags = forms.CharField(
        label=_("Tags"), required=False, help_text=_("With commas between them: wholesale, monthly")
    )
    notes = forms.CharField(
        label=_("Notes"), required=False, help_text=_("Only your shop sees this."), widget=_lines()
    )
    business_type = forms.CharField(label=_("Line of business"), required=False, max_length=60)
    profile_type = forms.ChoiceField(label=_("Kind of customer"), required=False, choices=PROFILES)
    auto_send_invoices = forms.BooleanField(label=_("Send new invoices automatically"), required=False)
    invoice_template = forms.ChoiceField(label=_("Look of invoices"), required=False, choices=LOOKS)
    invoice_language = forms.ChoiceField(label=_("Language of invoices"), required=False, choices=SPOKEN)
    include_tax = forms.BooleanField(label=_("Charge tax on their invoices"), required=False, initial=True)
    status = forms.ChoiceField(label=_("Status"), choices=STATUSES, initial=Party.Status.ACTIVE)
    status_reason = forms.CharField(
        label=_("Why (for suspended customers)"),
        required=False,
        max_length=200,
        help_text=_("Your team sees it when an invoice is refused."),
    )

    ADDRESS = ("street", "city", "postal_code")
    # What the form calls the parts of ai_preferences.
    AI = {
        "invoice_template": "invoice_template",
        "invoice_language": "language",
        "include_tax": "include_tax",
    }

    def __init__(self, *args, country, may=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.kept_address = {}
        ways = [way for way in METHODS if way not in RAILS or way in country.payment_rails]
        self.fields["preferred_payment_method"].choices = [("", _("Not known"))] + [
            (way, METHODS[way]) for way in ways
        ]
        self.fields["language"].choices = [("", _("As the shop"))] + [
            (code, LANGUAGES[code]) for code in sorted({*country.languages, "en"})
        ]
        if country.states:
            self.fields["state_code"].choices = [("", _("Not known")), *sorted(country.states.items())]
        else:
            del self.fields["state_code"]
        if "customers.remove" not in may:
            del self.fields["status"], self.fields["status_reason"]

    def clean(self):
        if (
            self.cleaned_data.get("status") == Party.Status.SUSPENDED
            and not self.cleaned_data["status_reason"]
        ):
            self.add_error("status_reason", _("Say why, so that your team knows."))
        return self.cleaned_data

    @classmethod
    def of(cls, party, data, **options):
        """The form of a party that is there already."""
        address = addresses.parts(party.address)
        known = {name: getattr(party, name, "") for name in cls.base_fields if name not in cls.ADDRESS}
        known |= {**address, "tags": ", ".join(party.tags)}
        known |= {
            name: party.ai_preferences[key] for name, key in cls.AI.items() if key in party.ai_preferences
        }
        known.setdefault("include_tax", True)
        form = cls(data, initial=known, **options)
        form.kept_address = address
        return form

    def details(self):
        """What services.parties takes; parts of the address that are not asked for stay as they were."""
        details = dict(self.cleaned_data)
        asked = {part: details.pop(part) for part in self.ADDRESS}
        details["ai_preferences"] = {key: details.pop(name) for name, key in self.AI.items()}
        details["profile_type"] = details["profile_type"] or "individual"
        tags = details["tags"].split(",")
        return {**details, "address": {**self.kept_address, **asked}, "tags": tags}


class QuickPartyForm(forms.Form):
    """The least that an invoice needs to know of a new customer."""

    name = forms.CharField(label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    phone = forms.CharField(label=_("Phone"), required=False, widget=_input("tel"))
    email = forms.CharField(label=_("E-mail"), required=False, widget=_input("email"))


class NewPartyForm(PartyForm):
    opening_balance = forms.CharField(
        label=_("They owe you already"),
        required=False,
        help_text=_("From your old book. With a minus if you owe them."),
        widget=_input("decimal"),
    )
    welcome = forms.BooleanField(label=_("Send a welcome SMS"), required=False)


class RangeForm(forms.Form):
    """``from`` and ``to`` of an address; what is no date there is as if it were not there."""

    def range_until(self, day):
        """(first day or None, last day: `day` unless another is asked for)."""
        return _day(self.data.get("from")), _day(self.data.get("to")) or day


def _day(text):
    try:
        return parse_date(text or "")
    except ValueError:
        return None


class NoteForm(forms.Form):
    text = forms.CharField(label=_("New note"), max_length=5000, widget=_lines(3))
    pinned = forms.BooleanField(label=_("Keep it on top"), required=False)


class EntryForm(forms.Form):
    """`key` makes a second press of the button the same entry."""

    amount = forms.CharField(label=_("Amount"), widget=_input("decimal"))
    date = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    note = forms.CharField(label=_("What for (optional)"), required=False, max_length=200)
    photo = forms.FileField(
        label=_("Photo of the bill (optional)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["date"].widget.attrs["max"] = day.isoformat()

    @classmethod
    def blank(cls, day):
        return cls(day=day, initial={"date": day, "key": uuid.uuid4()})

    def renew_key(self):
        """The next press is another entry."""
        self.data = self.data.copy()
        self.data["key"] = uuid.uuid4()

    def entry(self):
        """What services.ledger.note_entry takes."""
        written = dict(self.cleaned_data)
        return {"on": written.pop("date"), **written}
