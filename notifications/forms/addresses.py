"""Several phone numbers or e-mail addresses in one field."""

from django import forms
from django.utils.translation import gettext as _

from notifications.services.addresses import checked
from smartkhata.core.errors import DomainError

MOST = 5
TYPES = {"email": "email", "sms": "tel", "whatsapp": "tel"}


class Addresses(forms.CharField):
    """Addresses of one channel, parted by commas; cleaned to a list."""

    def __init__(self, channel, country, **kwargs):
        self.channel, self.country = channel, country
        attributes = {"autocomplete": "off", "inputmode": TYPES[channel]}
        super().__init__(required=False, max_length=500, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value):
        parts = [part for part in super().clean(value).replace(";", ",").split(",") if part.strip()]
        if len(parts) > MOST:
            raise forms.ValidationError(_("Enter at most %(most)s addresses.") % {"most": MOST})
        try:
            return list(dict.fromkeys(checked(part, self.channel, self.country) for part in parts))
        except DomainError as error:
            raise forms.ValidationError(error.message) from None
