"""What a shop's people can be told of: the facts of each topic, who may know, and how loud it is by itself. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Topic:
    """`facts`: {name of the fact: its words}; `permission` of those who are told; `way` unless they choose."""

    words: str
    facts: dict
    permission: str
    way: str = "bell"


TOPICS = {
    "claims": Topic(
        _("A customer says: paid"),
        {
            "payment.claimed": _("%(name)s says: paid"),
            "invoice.promised": _("%(name)s promised a day to pay"),
        },
        "invoices.view",
        "now",
    ),
    "payments": Topic(
        _("Money came in"), {"payment.recorded": _("Payment from %(name)s booked")}, "invoices.view"
    ),
    "quotes": Topic(
        _("A quote is answered"),
        {
            "quote.accepted": _("%(name)s accepted a quote"),
            "quote.declined": _("%(name)s declined a quote"),
        },
        "invoices.view",
        "now",
    ),
    "disputes": Topic(
        _("A bill is disputed"),
        {"invoice.disputed": _("%(name)s disputes a bill")},
        "invoices.view",
        "now",
    ),
    "failed": Topic(
        _("A message reached nobody"),
        {
            "message.failed": _("A message to %(name)s failed"),
            "message.missed": _("A planned message to %(name)s was missed"),
            "party.unreached": _("Reminders don't reach %(name)s: no more go out"),
            "invoice.unsent": _("A bill of %(name)s could not be sent"),
            "paper.unsent": _("A planned quote or credit note of %(name)s did not go out"),
            "party.wrong_number": _("The number of %(name)s belongs to somebody else"),
            "party.wrong_email": _("The e-mail address of %(name)s belongs to somebody else"),
            "delivery.fallen": _("Fewer messages arrive than last week"),
            "provider.no_balance": _("Your account with the SMS provider has no balance left"),
            "provider.no_access": _(
                "Your provider refuses the key or the sender of your account. Check them."
            ),
        },
        "invoices.view",
        "daily",
    ),
    "registered": Topic(
        _("A new customer"),
        {
            "party.added": _("New customer: %(name)s"),
            "party.verified": _("%(name)s proved their phone"),
        },
        "customers.view",
    ),
    "plans": Topic(
        _("Recurring invoices"),
        {
            "plan.near": _("The recurring invoice of %(name)s goes out tomorrow"),
            "plan.failed": _("A recurring invoice of %(name)s could not be issued"),
            "plan.missed": _("A recurring invoice of %(name)s waits for you"),
        },
        "invoices.view",
        "daily",
    ),
    "done": Topic(
        _("Long work is finished"),
        {"batch.done": _("A batch is billed"), "import.applied": _("Customers were brought in")},
        "invoices.view",
    ),
}
# The product's letters to the shop's people: that one of them failed stands in the bell of the one it was for.
LETTERS = ("notice", "digest")
UNHEARD = {
    "email": _("We could not e-mail you at %(to)s. Check the address."),
    "sms": _("We could not send an SMS to your shop's phone %(to)s. Check the number."),
}
# That one of them failed is nobody else's notice.
OWN = (*LETTERS, "test")


def topic_of(fact):
    """The name of the topic that a fact belongs to, or None."""
    return next((name for name, topic in TOPICS.items() if fact in topic.facts), None)


def words_of(fact):
    """The sentence of a fact, with %(name)s for the customer; its bare name once no topic has it any more."""
    return next((topic.facts[fact] for topic in TOPICS.values() if fact in topic.facts), fact)
