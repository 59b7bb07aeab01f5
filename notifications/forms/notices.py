"""What a member wants to be told, and the days of a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications.selectors.notices import way_of
from notifications.topics import TOPICS


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
