"""What is asked about a customer, and the two taps of the khata."""

from django import forms
from django.utils.translation import gettext_lazy as _

TERMS = [
    ("", _("As the shop")),
    ("net_0", _("Due at once")),
    ("net_15", _("15 days")),
    ("net_30", _("30 days")),
    ("net_60", _("60 days")),
]


class PartyForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=160)
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        help_text=_("They sign in with it and get SMS on it."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"inputmode": "email", "autocomplete": "off"}),
    )
    address = forms.CharField(label=_("Address"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    state_code = forms.ChoiceField(
        label=_("State"), required=False, help_text=_("Decides between CGST + SGST and IGST.")
    )
    tax_id = forms.CharField(label=_("Tax number"), required=False, max_length=20)
    payment_terms = forms.ChoiceField(label=_("Payment terms"), required=False, choices=TERMS)
    language = forms.ChoiceField(label=_("Language of messages"), required=False)
    notes = forms.CharField(
        label=_("Notes"),
        required=False,
        help_text=_("Only your shop sees this."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, country, **kwargs):
        super().__init__(*args, **kwargs)
        names = {"en": "English", "hi": "हिन्दी", "sw": "Kiswahili"}
        languages = [(code, names[code]) for code in country.languages]
        self.fields["language"].choices = [("", _("English")), *languages]
        if country.states:
            self.fields["state_code"].choices = [("", _("Not known")), *sorted(country.states.items())]
        else:
            del self.fields["state_code"]


class NewPartyForm(PartyForm):
    opening_balance = forms.CharField(
        label=_("They owe you already"),
        required=False,
        help_text=_("From your old book; leave empty for nothing."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    welcome = forms.BooleanField(label=_("Send a welcome SMS"), required=False)


class EntryForm(forms.Form):
    amount = forms.CharField(
        label=_("Amount"), widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    )
    note = forms.CharField(label=_("What for (optional)"), required=False, max_length=200)
    on = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
