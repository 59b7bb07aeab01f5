"""A phone, a code, and "I have paid"."""

from django import forms
from django.utils.translation import gettext_lazy as _

from invoicing.models import Method


class PhoneForm(forms.Form):
    phone = forms.CharField(
        label=_("Your phone number"),
        max_length=40,
        help_text=_("With the country code, like +91 98765 43210 or +254 712 345678."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("6-digit code"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "otp"}
        ),
    )


class ClaimForm(forms.Form):
    amount = forms.CharField(
        label=_("Amount you paid"), widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    method = forms.ChoiceField(label=_("How"))
    reference = forms.CharField(
        label=_("Reference"),
        required=False,
        max_length=60,
    )
    paid_on = forms.DateField(
        label=_("Paid on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, methods, **kwargs):
        super().__init__(*args, **kwargs)
        names = dict(Method.choices)
        self.fields["method"].choices = [(method, names[method]) for method in methods]
        helps = {"upi": _("UTR, from your app or SMS."), "mpesa": _("M-Pesa code, from your SMS.")}
        self.fields["reference"].help_text = next((helps[way] for way in methods if way in helps), "")


class RegisterForm(forms.Form):
    """Fields of services.registering.register_customer."""

    name = forms.CharField(
        label=_("Name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        help_text=_("They get a code on it, and see their bills with it."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
    )
    profile_type = forms.ChoiceField(
        label=_("Who they are"),
        choices=[
            ("individual", _("A person")),
            ("business", _("A business")),
            ("farmer", _("A farmer")),
            ("retailer", _("A retailer")),
            ("corporate", _("A company")),
        ],
    )
    welcome = forms.BooleanField(label=_("Send a welcome SMS"), required=False, initial=True)
    tag_recent = forms.BooleanField(
        label=_("Give them the walk-in bills with this phone and first name"), required=False, initial=True
    )
    on_clash = forms.CharField(required=False)
    asked_phone = forms.CharField(required=False)

    def asked(self):
        """What services.registering takes; an answer about another phone than the one asked about is none."""
        asked = dict(self.cleaned_data)
        if asked.pop("asked_phone") != asked["phone"]:
            asked["on_clash"] = ""
        return asked


class WishesForm(forms.Form):
    often = forms.ChoiceField(
        label=_("What do you want to hear?"),
        choices=[
            ("each", _("Each bill and reminder, when it comes")),
            ("daily", _("All of a day together, in the evening")),
            ("weekly", _("All of a week together, on Monday")),
            ("receipts", _("Receipts only")),
            ("off", _("Nothing at all")),
        ],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("Your language"), required=False)
    off = forms.MultipleChoiceField(
        label=_("Don't write to me by"),
        required=False,
        choices=[
            *(("sms", _("SMS")), ("email", _("E-mail")), ("whatsapp", _("WhatsApp"))),
            ("push", _("Messages in an app")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, languages, has_app, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages
        off = self.fields["off"]
        # Who said so while there was an app can still take it back.
        if not has_app and "push" not in self.initial["off"]:
            off.choices = [(name, word) for name, word in off.choices if name != "push"]

    def clean_language(self):
        return self.cleaned_data["language"] or self.initial["language"]
