"""When reminders go out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from smartkhata.core import money


class ReminderForm(forms.Form):
    """The ladder as days from the due date, like "-3, 0, 3, 7, 14"."""

    is_on = forms.BooleanField(required=False, label=_("Send reminders automatically"))
    ladder = forms.CharField(
        label=_("On which days"),
        max_length=100,
        help_text=_("Days from the due date: -3 is three days before, 0 the day itself, 7 a week after."),
    )
    small_sum = forms.DecimalField(
        label=_("Not for less than"), min_value=0, max_digits=14, decimal_places=2, initial=50
    )
    paused_until = forms.DateField(
        label=_("Pause all until (optional)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, currency, **kwargs):
        super().__init__(*args, **kwargs)
        example = money.show(50, currency, trim=True)
        self.fields["small_sum"].help_text = _(
            "Smaller sums are left in peace, for example below %(much)s."
        ) % {"much": example}

    def clean_ladder(self):
        return [step for step in self.cleaned_data["ladder"].replace(",", " ").replace("\u2212", "-").split()]
