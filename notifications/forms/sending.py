"""The send page's form: by what, to whom, in which tone, with which words, and when."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from notifications.forms.addresses import Addresses
from notifications.own_words import LONGEST
from smartkhata.core import phones

CHANNELS = {"sms": _("SMS"), "whatsapp": _("WhatsApp"), "email": _("E-mail")}
TONES = (
    ("default", _("Here is your bill")),
    ("reminder", _("A friendly reminder")),
    ("urgent", _("Please pay now")),
)
WHEN = (("now", _("Now")), ("later", _("On a day and time of my choice")))


class SendForm(forms.Form):
    """`press` is given with the page, so that a double click or a reload is the same press.

    A channel without a field of its own among the data goes to the customer's own address.
    """

    press = forms.CharField(
        max_length=40, required=False, widget=forms.HiddenInput, initial=lambda: uuid.uuid4().hex
    )
    template = forms.ChoiceField(
        choices=TONES, required=False, initial="default", label=_("Tone"), widget=forms.RadioSelect
    )
    message = forms.CharField(
        required=False,
        max_length=LONGEST,
        strip=True,
        label=_("Your own words (optional)"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    include_pdf = forms.BooleanField(required=False, initial=True, label=_("Attach the PDF to the e-mail"))
    when = forms.ChoiceField(
        choices=WHEN, required=False, initial="now", label=_("When"), widget=forms.RadioSelect
    )
    schedule_send = forms.CharField(
        required=False,
        max_length=40,
        label=_("Day and time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )

    def __init__(self, *args, party, country, email="", channels=("sms", "email"), **kwargs):
        super().__init__(*args, **kwargs)
        self.party, self.email, self.offered = party, email or party.email, channels
        for channel in channels:
            own = self._own(channel)
            ticked = bool(own) and channel != "whatsapp"
            self.fields[channel] = forms.BooleanField(required=False, initial=ticked, label=CHANNELS[channel])
            words = {"label": pgettext("addressee", "To"), "help_text": self._second(channel)}
            self.fields[f"{channel}_to"] = Addresses(channel, country, initial=_shown(own), **words)

    def clean(self):
        for channel in self.offered:
            asked = self.cleaned_data.get(channel) and f"{channel}_to" in self.data
            if asked and not self.cleaned_data.get(f"{channel}_to", True):
                self.add_error(f"{channel}_to", _("Enter an address, or leave this channel out."))
        if not self.recipients() and not self.errors:
            raise forms.ValidationError(_("Choose by what it goes: SMS, WhatsApp or e-mail."))
        if self.is_later() and not self.cleaned_data.get("schedule_send"):
            self.add_error("schedule_send", _("Choose the day and the time."))
        return self.cleaned_data

    def recipients(self):
        """{channel: its addresses} of the channels that are chosen and lead to somebody."""
        values = self.cleaned_data if self.is_bound else {name: self[name].initial for name in self.fields}
        return {
            channel: to
            for channel in self.offered
            if values.get(channel) and (to := self._addresses(channel))
        }

    def is_later(self):
        return self.is_bound and self.cleaned_data.get("when") == "later"

    def value(self, name):
        """What was typed, or the start value of a page that nobody has typed into; "" for what is wrong."""
        return self.cleaned_data.get(name, "") if self.is_bound else self[name].initial or ""

    def rows(self):
        """(channel, its box, its address field) for the page."""
        return [(channel, self[channel], self[f"{channel}_to"]) for channel in self.offered]

    def _addresses(self, channel):
        if self.is_bound and f"{channel}_to" in self.data:
            return self.cleaned_data.get(f"{channel}_to") or []
        own = self._own(channel)
        return [own] if own else []

    def _own(self, channel):
        return self.email if channel == "email" else self.party.phone

    def _second(self, channel):
        party = self.party
        second = party.secondary_email if channel == "email" else phones.pretty(party.secondary_phone)
        return _("Also known: %(address)s") % {"address": second} if second else ""


class PaperSendForm(SendForm):
    """The same for a quote or a credit note, which have one wording."""

    template = None


def _shown(address):
    return phones.pretty(address) if address.startswith("+") else address
