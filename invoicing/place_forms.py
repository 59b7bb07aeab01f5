"""Where the supply is taxed, chosen by hand: only with the reason that stands on the paper."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PlaceForm(forms.Form):
    """Of forms whose document names a place of supply; `states` {code: name} are the country's, if it has any."""

    place_of_supply = forms.ChoiceField(label=_("Place of supply"), required=False)
    place_reason = forms.CharField(label=_("Why this place"), required=False, max_length=120)

    def __init__(self, *args, states=None, **kwargs):
        super().__init__(*args, **kwargs)
        if states:
            usual = [("", _("As the customer's address says"))]
            self.fields["place_of_supply"].choices = usual + [(code, name) for code, name in states.items()]
        else:
            del self.fields["place_of_supply"], self.fields["place_reason"]

    def clean(self):
        values = super().clean()
        if values.get("place_of_supply") and not values.get("place_reason"):
            self.add_error("place_reason", _("Say why the tax is due in another place."))
        return values
