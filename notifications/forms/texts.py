"""A text of the shop's own, and in India how it is registered."""

from django import forms
from django.utils.translation import gettext_lazy as _

TONES = {"default": _("standard"), "reminder": _("friendly reminder"), "urgent": _("urgent")}


class TextForm(forms.Form):
    """Has a subject for e-mail, and the registration where a text needs one."""

    subject = forms.CharField(label=_("Subject"), max_length=200, required=False)
    body = forms.CharField(
        label=_("Text"), max_length=5000, required=False, strip=True, widget=forms.Textarea(attrs={"rows": 6})
    )
    header = forms.CharField(
        label=_("Registered header (DLT)"),
        max_length=6,
        required=False,
        help_text=_("The sender that is registered for you: six letters, like SMKHTA."),
    )
    dlt_id = forms.CharField(
        label=_("DLT template id"),
        max_length=19,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("19 digits, from the registration."),
    )
    registered_id = forms.CharField(
        label=_("Template id at your provider"),
        max_length=60,
        required=False,
        help_text=_("MSG91 calls it template id, Twilio content SID."),
    )

    def __init__(self, *args, channel, country, **kwargs):
        super().__init__(*args, **kwargs)
        registered = {"sms": ("header", "dlt_id", "registered_id"), "whatsapp": ("registered_id",)}
        wanted = registered.get(channel, ()) if channel == "whatsapp" or country == "IN" else ()
        for name in ("header", "dlt_id", "registered_id"):
            if name not in wanted:
                del self.fields[name]
        if channel == "email":
            self.fields["body"].widget.attrs["rows"] = 16
        else:
            del self.fields["subject"]
