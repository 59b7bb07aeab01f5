"""Forms of the sending, reminding and telling pages."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications.selectors.notices import way_of
from notifications.topics import TOPICS


class SendForm(forms.Form):
    """`press` is given with the page, so that a double click or a reload is the same press."""

    press = forms.CharField(
        max_length=40, required=False, widget=forms.HiddenInput, initial=lambda: uuid.uuid4().hex
    )
    sms = forms.BooleanField(required=False, label=_("SMS"))
    email = forms.BooleanField(required=False, label=_("E-mail"))
    include_pdf = forms.BooleanField(required=False, initial=True, label=_("Attach the PDF"))
    message = forms.CharField(
        required=False,
        max_length=1000,
        strip=True,
        label=_("Your own words in the e-mail (optional)"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, party, **kwargs):
        super().__init__(*args, **kwargs)
        for name, address in (("sms", party.phone), ("email", party.email)):
            self.fields[name].initial = bool(address)
            self.fields[name].disabled = not address

    def clean(self):
        if not self.channels():
            raise forms.ValidationError(_("Choose SMS, e-mail or both."))
        return self.cleaned_data

    def channels(self):
        return [name for name in ("sms", "email") if self.cleaned_data.get(name)]


class ReminderForm(forms.Form):
    """The ladder as days from the due date, like "-3, 0, 3, 7, 14"."""

    is_on = forms.BooleanField(required=False, label=_("Send reminders by themselves"))
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

    def clean_ladder(self):
        return [step for step in self.cleaned_data["ladder"].replace(",", " ").replace("\u2212", "-").split()]


class NoticeWishesForm(forms.Form):
    """One choice a topic, of the topics that the member's role may know of."""

    WAYS = [
        ("bell", _("Only in the bell")),
        ("now", _("At once")),
        ("daily", _("Once a day, in the evening")),
    ]
    channel = forms.ChoiceField(
        label=_("At once and in the evening, tell me by"),
        choices=[("email", _("E-mail to me")), ("sms", _("SMS to the shop's phone"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, wishes, may, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["channel"].initial = wishes.channel
        self.topics = [name for name, topic in TOPICS.items() if topic.permission in may]
        for name in self.topics:
            self.fields[name] = forms.ChoiceField(
                label=TOPICS[name].words, choices=self.WAYS, initial=way_of(wishes, name)
            )

    def asked(self):
        ways = {name: self.cleaned_data[name] for name in self.topics}
        return {"ways": ways, "channel": self.cleaned_data["channel"]}

    def rows(self):
        return [self[name] for name in self.topics]


class PeriodForm(forms.Form):
    date_from = forms.CharField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    date_to = forms.CharField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
