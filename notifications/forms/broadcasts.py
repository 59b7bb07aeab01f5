"""A message of the owner's own."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications.own_words import LONGEST_ALONE

CHANNELS = (("sms", _("SMS")), ("email", _("E-mail")))


class BroadcastForm(forms.Form):
    """Each customer gets it by the first of the channels that reaches them. `press` as on the send page (SendForm)."""

    press = forms.CharField(
        max_length=40, required=False, widget=forms.HiddenInput, initial=lambda: uuid.uuid4().hex
    )
    channels = forms.MultipleChoiceField(
        choices=CHANNELS,
        required=False,
        initial=["sms", "email"],
        label=_("By what"),
        widget=forms.CheckboxSelectMultiple,
    )
    subject = forms.CharField(label=_("Subject of the e-mail (optional)"), max_length=200, required=False)
    text = forms.CharField(
        label=_("Message"), max_length=LONGEST_ALONE, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
