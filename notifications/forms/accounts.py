"""The keys of a provider's account, each where the provider's own pages have it, and one field for each text that
the provider has approved. Secrets that are set are not shown, and stay when their field is left empty."""

import secrets
from dataclasses import MISSING, fields

from django import forms
from django.core.validators import RegexValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from notifications.forms.texts import TONES
from notifications.services.channels import PROVIDERS
from smartkhata.provider_keys import KEYS

SECRET = {"api_key", "auth_token", "auth_key", "shared_key"}
# What a merchant types, in the order of the page. A secret for the address of reports is made, never typed.
ASKED = {
    ("sms", "twilio"): ("account_sid", "auth_token", "sender", "shared_key"),
    ("whatsapp", "twilio"): ("account_sid", "auth_token", "whatsapp_sender", "shared_key"),
    ("sms", "msg91"): ("auth_key", "header", "entity_id"),
    ("sms", "africastalking"): ("username", "api_key", "sender"),
    ("email", "sendgrid"): ("api_key", "sender", "webhook_key"),
}
WORDS = {
    "account_sid": (
        _("Account SID"),
        _("Twilio console, first page, under Account Info. It begins with AC."),
    ),
    "auth_token": (_("Auth token"), _("On the same page, below the Account SID.")),
    "shared_key": (
        _("Webhook signing key (optional)"),
        _("Leave it empty unless Twilio gave you one: only accounts that sign with SHA-256 have it."),
    ),
    "whatsapp_sender": (
        _("WhatsApp number"),
        _("Twilio console, Messaging, Senders, WhatsApp senders. With the country code: +14155238886."),
    ),
    "auth_key": (_("Auth key"), _("MSG91: press your name at the top, then Authkey.")),
    "header": (
        _("Sender name registered for SMS (DLT header)"),
        _("Six letters like SMKHTA, or six digits: on your DLT portal under Headers."),
    ),
    "entity_id": (
        _("Your business number for SMS (DLT entity ID)"),
        _("19 digits: on the first page of your DLT portal, also called principal entity ID."),
    ),
    "username": (_("User name"), _("Africa's Talking: the user name of your app, not your e-mail address.")),
    "webhook_key": (
        _("Verification key of delivery reports (optional)"),
        _("SendGrid: Settings, Mail Settings, Signed Event Webhook. Without it you don't see what arrived."),
    ),
}
# Where one name means something else at each provider.
WORDS_AT = {
    ("sendgrid", "api_key"): (_("API key"), _("SendGrid: Settings, API Keys. It needs the right Mail Send.")),
    ("africastalking", "api_key"): (_("API key"), _("Africa's Talking: your app, Settings, API Key.")),
    ("twilio", "sender"): (
        _("Number or name that SMS come from"),
        _("Twilio console, Phone Numbers, Active numbers. With the country code: +14155238886."),
    ),
    ("sendgrid", "sender"): (
        _("E-mail address that mails come from"),
        _("One that SendGrid has verified: Settings, Sender Authentication."),
    ),
    ("africastalking", "sender"): (
        _("Name that SMS come from (sender ID, optional)"),
        _("The one approved for you: Africa's Talking, SMS, Sender IDs. Empty: their own number."),
    ),
}
SHAPES = {
    "account_sid": RegexValidator(
        r"^AC[0-9a-fA-F]{32}$", _("An Account SID is AC and 32 more letters and digits. Copy it from Twilio.")
    ),
    "header": RegexValidator(r"^([A-Za-z]{6}|[0-9]{6})$", _("The header has six letters, or six digits.")),
    "entity_id": RegexValidator(
        r"^[0-9]{19}$", _("The entity ID has 19 digits. Copy it from your DLT portal.")
    ),
}
EXAMPLES = {
    "twilio": RegexValidator(
        r"^HX[0-9a-fA-F]{32}$",
        _(
            "A content SID is HX and 32 more letters and digits. Copy it from Twilio, Content Template Builder."
        ),
    ),
    "msg91": RegexValidator(
        r"^(?![0-9]{19}$)[0-9A-Za-z_-]{6,60}$",
        _(
            "This is not MSG91's own template ID. Copy it from MSG91, SMS, Templates; the one of 19 digits is DLT's."
        ),
    ),
}
ID_LABELS = {"twilio": _("Content SID"), "msg91": _("Template ID at MSG91")}


class AccountForm(forms.Form):
    """`known` are the names of the keys that are set; `slots` (services.registrations) the texts that need an id."""

    def __init__(self, *args, channel, provider, known, slots=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.provider, self.known, self.slots = provider, known, slots
        for name in ASKED[channel, provider]:
            self.fields[name] = _field(provider, name, is_set=name in known)
        for slot in slots:
            self.fields[slot.field] = forms.CharField(
                label=format_lazy("{}: {}, {}", ID_LABELS[provider], TONES[slot.tone], slot.language_name),
                initial=slot.id,
                required=False,
                max_length=60,
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
                # What is kept already may stay as it is.
                validators=[] if slot.id else [EXAMPLES[provider]],
            )

    @property
    def asked(self):
        """The fields of the account itself."""
        return [self[name] for name in self.fields if not name.startswith("text-")]

    @property
    def texts(self):
        """[(kind, [(slot, its field)], how many have an id)]"""
        found = {}
        for slot in self.slots:
            found.setdefault(slot.kind, []).append((slot, self[slot.field]))
        return [(kind, rows, sum(bool(row.id) for row, _field in rows)) for kind, rows in found.items()]

    @property
    def faulty(self):
        """The kinds with a text whose id was refused."""
        return {slot.kind for slot in self.slots if self[slot.field].errors}

    def clean(self):
        for name in _needed(self.provider):
            if name in self.fields and name not in self.known and not self.cleaned_data.get(name, True):
                self.add_error(name, _("Enter this. Without it nothing can be sent."))
        return self.cleaned_data

    def keys(self):
        """What was typed of the account, and a secret for the address of reports where there is none yet."""
        keys = {name: self.cleaned_data[name] for name in self.fields if not name.startswith("text-")}
        if "hook_secret" in KEYS[self.provider] and "hook_secret" not in self.known:
            keys["hook_secret"] = secrets.token_urlsafe(24)
        return keys

    def ids(self):
        """{slot: the id that was typed for it}"""
        return {slot: self.cleaned_data[slot.field].strip() for slot in self.slots}


def _needed(provider):
    """The keys that a provider can't do without."""
    needed = {row.name for row in fields(PROVIDERS[provider]) if row.default is MISSING}
    return needed | ({"sender", "whatsapp_sender"} if provider == "twilio" else set())


def _field(provider, name, *, is_set):
    label, text = WORDS_AT.get((provider, name)) or WORDS[name]
    attributes = {"autocomplete": "off", "spellcheck": "false"}
    widget = forms.TextInput(attrs=attributes)
    if name in SECRET:
        widget = forms.PasswordInput(attrs=attributes | {"autocomplete": "new-password"})
    if is_set:
        text = format_lazy("{} {}", text, _("Set. Leave empty to keep it."))
    validators = [SHAPES[name]] if name in SHAPES else []
    return forms.CharField(
        label=label, required=False, max_length=8000, widget=widget, help_text=text, validators=validators
    )
