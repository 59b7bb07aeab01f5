"""The keys of a provider's account: those that are set are not shown, and stay when their field is left empty."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from smartkhata.provider_keys import KEYS

SECRET = {"api_key", "auth_token", "auth_key", "shared_key", "hook_secret"}
WORDS = {
    "api_key": (_("API key"), ""),
    "auth_token": (_("Auth token"), ""),
    "auth_key": (_("Auth key"), ""),
    "account_sid": (_("Account SID"), _("AC and 32 letters and digits.")),
    "username": (_("User name"), ""),
    "sender": (_("Sender"), _("Your number, registered name, or e-mail address, as the provider knows it.")),
    "whatsapp_sender": (_("WhatsApp number"), _("With the country code.")),
    "content_sids": (
        _("WhatsApp templates"),
        _(
            'JSON: {"invoice_created": "HX…", "invoice_created.urgent.hi": "HX…"}, English without a language.'
        ),
    ),
    "shared_key": (_("Key of signed reports"), _("Only if your account signs with SHA-256.")),
    "webhook_key": (_("Public key of signed reports"), _("From the provider's page on its event webhook.")),
    "header": (_("Header (DLT)"), _("Your registered sender: six letters, or six digits.")),
    "entity_id": (_("Entity ID (DLT)"), _("Your principal entity ID, 19 digits.")),
    "templates": (
        _("Registered templates (DLT)"),
        _('JSON: {"invoice_created.hi": {"id": "…", "dlt": "…", "variables": ["biz", "inv", "amt"]}}'),
    ),
    "hook_secret": (
        _("Secret word of reports"),
        _("At least 16 letters; it stands in the address of reports."),
    ),
}


class AccountForm(forms.Form):
    def __init__(self, *args, provider, known, **kwargs):
        super().__init__(*args, **kwargs)
        for name in KEYS[provider]:
            if name != "base_url":
                self.fields[name] = _field(name, is_set=name in known)


def _field(name, *, is_set):
    label, text = WORDS[name]
    attributes = {"autocomplete": "off", "spellcheck": "false"}
    if name in SECRET:
        widget = forms.PasswordInput(attrs=attributes | {"autocomplete": "new-password"})
    elif name in ("templates", "content_sids"):
        widget = forms.Textarea(attrs=attributes | {"rows": 4})
    else:
        widget = forms.TextInput(attrs=attributes)
    state = _("Set. Leave empty to keep it.") if is_set else _("Not set.")
    return forms.CharField(
        label=label,
        required=False,
        max_length=8000,
        widget=widget,
        help_text=format_lazy("{} {}", text, state),
    )
