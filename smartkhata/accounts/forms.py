"""What a merchant fills in about themselves and the shop."""

from django import forms
from django.utils.translation import gettext_lazy as _

from smartkhata.core import countries

ROLE_WORDS = {
    "owner": _("Owner: everything, with settings and team"),
    "manager": _("Manager: everything but settings and team"),
    "clerk": _("Clerk: customers, khata, invoices and payments"),
    "accountant": _("Accountant: looks at everything, changes nothing"),
}
ROLE_NAMES = {
    "owner": _("Owner"),
    "manager": _("Manager"),
    "clerk": _("Clerk"),
    "accountant": _("Accountant"),
}
COUNTRIES = [(country.code, country.name) for country in countries.all_countries()]


class NewShopForm(forms.Form):
    shop = forms.CharField(
        label=_("Shop name"),
        max_length=120,
        help_text=_("As your customers know it."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    country = forms.ChoiceField(
        label=_("Country"), choices=COUNTRIES, help_text=_("Sets currency, taxes and how customers pay.")
    )
    phone = forms.CharField(
        label=_("Shop phone (optional)"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


class NewPasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 12 characters. A short sentence is easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class JoinForm(NewPasswordForm):
    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ("name", "password")


class SignUpForm(JoinForm, NewShopForm):
    email = forms.CharField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"})
    )
    field_order = ("email", "password", "name", "shop", "country", "phone")


class EmailForm(forms.Form):
    email = forms.CharField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username", "inputmode": "email"})
    )


class InviteForm(forms.Form):
    email = forms.CharField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"})
    )
    role = forms.ChoiceField(label=_("Role"), choices=list(ROLE_NAMES.items()), initial="clerk")


class AccountForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class ChangePasswordForm(forms.Form):
    current = forms.CharField(
        label=_("Current password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 12 characters. A short sentence is easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class SignInForm(forms.Form):
    email = forms.CharField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username", "inputmode": "email"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ShopForm(forms.Form):
    """Settings of the shop; fields that its country does not know are left out."""

    name = forms.CharField(label=_("Shop name"), max_length=120)
    phone = forms.CharField(
        label=_("Phone"), required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(label=_("E-mail for customers' replies"), required=False)
    address = forms.CharField(
        label=_("Address on documents"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    state_code = forms.ChoiceField(label=_("State"), required=False)
    registration = forms.ChoiceField(label=_("Tax registration"))
    tax_id = forms.CharField(label=_("Tax number"), required=False, max_length=20)
    payment_terms = forms.ChoiceField(
        label=_("Payment terms"),
        choices=[
            ("net_0", _("Due at once")),
            ("net_15", _("15 days")),
            ("net_30", _("30 days")),
            ("net_60", _("60 days")),
        ],
    )
    upi_id = forms.CharField(
        label=_("UPI ID"), required=False, help_text=_("For example asha@okbank. Customers pay to it.")
    )
    upi_type = forms.ChoiceField(
        label=_("Kind of UPI ID"),
        required=False,
        choices=[("personal", _("Personal")), ("merchant", _("Merchant (from your bank or app)"))],
    )
    paybill = forms.CharField(
        label=_("M-Pesa Paybill number"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    bank_details = forms.CharField(
        label=_("Bank account on documents"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("JPG, PNG or WebP. It stands on documents and on your customers' pages."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    remove_logo = forms.BooleanField(label=_("Remove the logo"), required=False)
    signature = forms.FileField(
        label=_("Signature or stamp"),
        required=False,
        help_text=_(
            "A picture of it on white paper or transparent ground. It stands at the foot of documents."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    remove_signature = forms.BooleanField(label=_("Remove the signature"), required=False)
    colour = forms.CharField(
        label=_("Colour on documents"), required=False, widget=forms.TextInput(attrs={"type": "color"})
    )
    round_totals = forms.BooleanField(required=False)
    write_off_limit = forms.CharField(
        label=_("Largest difference that may be let go in one tap"),
        required=False,
        help_text=_("When a customer pays 499.60 of 500."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    over_limit = forms.ChoiceField(
        label=_("When an invoice goes beyond a customer's credit limit"),
        choices=[("warn", _("Say so, and let me decide")), ("block", _("Don't issue it"))],
    )

    def clean_write_off_limit(self):
        return self.cleaned_data["write_off_limit"] or self.get_initial_for_field(
            self.fields["write_off_limit"], "write_off_limit"
        )

    def pictures(self):
        """{what: upload}, None for one that is to go; what stays is left out."""
        values = self.cleaned_data
        chosen = {what: values.pop(what) for what in ("logo", "signature")}
        gone = {what: values.pop(f"remove_{what}") for what in chosen}
        return {what: upload for what, upload in chosen.items() if upload or gone[what]}

    def __init__(self, *args, country, **kwargs):
        super().__init__(*args, **kwargs)
        registrations = {
            "IN": [
                ("none", _("Not registered for GST")),
                ("regular", _("GST, regular")),
                ("composition", _("GST, composition")),
                ("services", _("GST, services scheme (Notification 2/2019)")),
            ],
            "KE": [("none", _("Not registered for VAT")), ("vat", _("VAT registered"))],
        }
        self.fields["registration"].choices = registrations[country.code]
        self.fields["state_code"].choices = [("", _("Choose"))] + sorted(country.states.items())
        whole = {"IN": _("Round totals to the whole rupee"), "KE": _("Round totals to the whole shilling")}
        self.fields["round_totals"].label = whole[country.code]
        for name in self._foreign(country):
            del self.fields[name]

    @staticmethod
    def _foreign(country):
        if "upi" in country.payment_rails:
            return ("paybill",)
        return ("upi_id", "upi_type", "state_code")
