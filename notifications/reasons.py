"""Why a message reached nobody, in words with the next step: the one table of the providers' codes.

A row keeps what the provider said (`error_message`), for support. Twilio: https://www.twilio.com/docs/api/errors;
Africa's Talking: https://developers.africastalking.com/docs/sms/notifications; mail: RFC 3463 and RFC 5321.
"""

import re

from django.utils.translation import gettext_lazy as _

from notifications.said import said
from notifications.states import LOST

OFF = _("The phone is switched off or has no network. Send it again later, or another way.")
UNUSED = _("This number is not in use. Ask the customer for the right one.")
LANDLINE = _("This number takes no SMS: it may be a landline. Ask for a mobile number, or send it by e-mail.")
BLOCKED = _("The phone or its network blocks messages like this one. Send it another way.")
STOPPED = _("They asked by SMS for no more messages. Send it another way only if they want it.")
SPAM = _("It was taken for spam. Send it another way, or share the link yourself.")
NO_ROUTE = _("The provider does not reach this network. Send it another way.")
BROKEN = _("The network had a fault. Send it again, or another way.")
USED_UP = _("The provider's account is used up or closed. Fill it up, then send this again.")
NO_WHATSAPP = _("This number does not use WhatsApp. Try SMS or e-mail.")
ASKED_LATE = _("WhatsApp lets free words through only on the day the customer wrote. Try SMS or e-mail.")
META = _("WhatsApp held it back: this customer had many such messages. Try SMS or e-mail.")
NO_MAILBOX = _("There is no such mailbox. Ask the customer for the right e-mail address.")
NO_DOMAIN = _("No mail reaches the part of the address behind the @. Look for a slip in its spelling.")
FULL = _("The mailbox is full. Send it another way, or again later.")
NOT_TAKEN = _("The other mail server did not take it. Send it another way.")
MAIL_STOPPED = _(
    "They wanted no more e-mails, or marked one as spam. Send it another way only if they want it."
)

TWILIO = {
    "21211": UNUSED,
    "21408": NO_ROUTE,
    "21610": STOPPED,
    "21612": NO_ROUTE,
    "21614": LANDLINE,
    "30001": BROKEN,
    "30002": USED_UP,
    "30003": OFF,
    "30004": BLOCKED,
    "30005": UNUSED,
    "30006": LANDLINE,
    "30007": SPAM,
    "30008": BROKEN,
    "30036": OFF,
    "63003": NO_WHATSAPP,
    "63016": ASKED_LATE,
    "63024": NO_WHATSAPP,
    "63049": META,
}
AFRICAS_TALKING = {
    "AbsentSubscriber": OFF,
    "CouldNotRoute": NO_ROUTE,
    "DeliveryFailure": BROKEN,
    "DoNotDisturbRejection": BLOCKED,
    "Expired": OFF,
    "GatewayError": BROKEN,
    "InsufficientBalance": USED_UP,
    "InsufficientCredit": USED_UP,
    "InvalidPhoneNumber": UNUSED,
    "NotNetworkSubscriber": UNUSED,
    "RejectedByGateway": BLOCKED,
    "UnsupportedNumberType": LANDLINE,
    "UserAccountSuspended": UNUSED,
    "UserDoesNotExist": UNUSED,
    "UserInBlackList": STOPPED,
    "UserInBlacklist": STOPPED,
    "UserIsInactive": OFF,
}
# 9 is the do-not-call list, 16 and 25 are refusals, 17 is a blocked number.
MSG91 = {"2": OFF, "9": BLOCKED, "16": BLOCKED, "17": BLOCKED, "25": BLOCKED}
# The code of the mail server, or a mail service's own word where it did not even try.
MAIL = {
    "5.1.1": NO_MAILBOX,
    "5.1.2": NO_DOMAIN,
    "5.1.10": NO_MAILBOX,
    "5.2.1": NO_MAILBOX,
    "5.2.2": FULL,
    "4.2.2": FULL,
    "5.4.4": NO_DOMAIN,
    "5.7.1": NOT_TAKEN,
    "550": NO_MAILBOX,
    "551": NO_MAILBOX,
    "552": FULL,
    "553": NO_MAILBOX,
    "554": NOT_TAKEN,
    "Bounced Address": NO_MAILBOX,
    "Invalid": NO_MAILBOX,
    "Spam Reporting Address": MAIL_STOPPED,
    "Unsubscribed Address": MAIL_STOPPED,
    "bounced": NO_MAILBOX,
    "invalid": NO_MAILBOX,
    "spam": MAIL_STOPPED,
    "unsubscribed": MAIL_STOPPED,
}
# For each provider its codes and where they stand in what it says; the first that is found counts.
CODES = {
    "twilio": (TWILIO, [r"^Twilio error (\d+)"]),
    "africastalking": (AFRICAS_TALKING, [r"^(?:Africa's Talking: )?(\w+)$"]),
    "msg91": (MSG91, [r"^MSG91 (\d+)"]),
}
MAILED = (MAIL, [r"\b([45]\.\d{1,3}\.\d{1,3})\b", r"^([45]\d\d)\b", r"^(.+)$"])
# What the owner can do where the provider's words say nothing, by channel.
ADVICE = {
    "sms": _(
        "The number may be switched off or wrong. Try another way, or ask the customer for their number."
    ),
    "email": _(
        "The mailbox may not exist or be full. Try another way, or ask the customer for their address."
    ),
    "whatsapp": _("This number may not use WhatsApp. Try SMS or e-mail."),
    "push": _("The customer's app did not take it. Try SMS or e-mail."),
}


def why_lost(row):
    """(words with the next step, what the provider said, for support) of a message that reached nobody.

    What we ourselves wrote down as the reason is the words, and nobody's code stands beside it.
    """
    if row.state not in LOST:
        return "", ""
    if known := _known(row):
        return known, row.error_message
    # Who took it and lost it says so in a code that we don't know; before that, the words are whole sentences.
    if row.sent_at or row.state == "bounced" or not row.error_message:
        return ADVICE[row.channel], said(row.error_message)
    return said(row.error_message), ""


def _known(row):
    words, places = MAILED if row.channel == "email" else CODES.get(row.provider, ({}, []))
    found = (re.search(place, row.error_message) for place in places)
    return next((words[code[1]] for code in found if code and code[1] in words), None)
