"""The shop's own texts: checked, kept, tried on the owner alone, and given up for ours again."""

import re
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from notifications import kinds
from notifications.kinds.templates import Own, has_standard, names_in, standard
from notifications.kinds.texts import fitted, link_like, shop_facts
from notifications.models import MessageText
from notifications.own_words import price
from notifications.registered import LONGEST_VARIABLE
from notifications.segments import plain, segments
from notifications.services.channels import ADDRESS, NOT_SET_UP, needs_approval, serves
from notifications.services.outbox import queue
from notifications.services.wording import watch_words
from smartkhata.core import countries
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record, subject_of
from smartkhata.core.models import Business

TONES = {
    "invoice_created": ("default", "reminder", "urgent"),
    "quote_given": ("default",),
    "credit_note_given": ("default",),
    "payment_reminder": ("default", "urgent"),
    "overdue": ("default",),
    "receipt_sent": ("default",),
    "welcome": ("default",),
}
CHANNELS = dict.fromkeys(TONES, ("sms", "whatsapp", "email"))
# Other wordings of ours that the owner may take: one part instead of two, Hindi in Latin letters.
WORDINGS = {"hi": ("hi-short", "hi-Latn")}
# What the link of a text is about, if not a bill.
ABOUT = {"welcome": "party:", "quote_given": "quote:"}
# The types of a registered text's variables (TRAI, since January 2026).
TYPES = {"link": "url", "days": "numeric", "phone": "cbn"}
MOST_PARTS = 4
NO_OWN = {
    "phone": gettext_noop("You have no phone number yet. Add it to the shop's settings."),
    "email": gettext_noop("You have no e-mail address yet. Add it to the shop's settings."),
}
_HEADER, _DLT = re.compile(r"[A-Za-z]{6}|[0-9]{6}"), re.compile(r"[0-9]{19}")


def standard_text(kind, tone, channel, language, business):
    """(subject, body) of ours with its names in braces, as the owner begins to change it."""
    facts = {name: f"{{{name}}}" for name in kinds.variables_of(kind, channel)}
    missing = [name for name, value in shop_facts(business).items() if not value]
    facts |= dict.fromkeys([*missing, "message"], "")
    facts |= {"invoices": ["{invoices}"]}
    country = business.country
    languages = (f"{language}-{country}", language, f"en-{country}", "en")
    text = standard(kinds.TextTrial(kind, tone=tone), channel, languages).render(facts)
    text = text.replace("- {invoices}", "{invoices}")
    if channel != "email":
        return "", text
    subject, _, body = text.partition("\n\n")
    return subject.removeprefix("Subject:").strip(), body


def wordings(key, business):
    """Our texts for `key`: the standard one and others that the owner may take instead."""
    kind, tone, channel, language = key
    if channel != "sms" or tone != "default":
        return []
    known = [name for name in WORDINGS.get(language, ()) if has_standard(kind, channel, name)]
    return [standard_text(kind, tone, channel, name, business)[1] for name in (language, *known)]


def save_text(key, *, subject="", body, header="", dlt_id="", registered_id="", by, at=None):
    """Keep the shop's text for `key` (kind, tone, channel, language). 400 bad_text names each fault by its field."""
    kind, tone, channel, language = key
    business = Business.objects.get(pk=MessageText().business_id)
    body, subject = body.replace("\r\n", "\n").strip(), " ".join(subject.split())
    registration = {
        "header": header.strip(),
        "dlt_id": dlt_id.strip(),
        "registered_id": registered_id.strip(),
    }
    problems = _problems(key, subject, body, registration, business)
    if problems:
        raise DomainError("This text needs another look.", code="bad_text", fields=problems)
    with transaction.atomic():
        row, _ = MessageText.objects.update_or_create(
            kind=kind,
            tone=tone,
            channel=channel,
            language=language,
            defaults={
                "subject": subject,
                "body": plain(body) if channel == "sms" else body,
                "updated_at": at or timezone.now(),
                "updated_by_id": getattr(by, "pk", None),
                **registration,
            },
        )
        record("message.text_changed", business, by=by, at=at, text=str(row))
        watch_words(business, [subject, body], at=row.updated_at)
    return row


def reset_text(key, *, by, at=None):
    """Ours again."""
    kind, tone, channel, language = key
    row = MessageText.objects.filter(kind=kind, tone=tone, channel=channel, language=language).first()
    if row is not None:
        business = Business.objects.get(pk=row.business_id)
        record("message.text_reset", business, by=by, at=at, text=str(row))
        row.delete()


def try_text(key, *, to, by, at=None):
    """Send the text with made-up facts to `to`, an address of the owner's own; the Notification."""
    kind, tone, channel, language = key
    if not serves(channel):
        raise DomainError(NOT_SET_UP[channel], code="not_set_up")
    if not to:
        raise DomainError(NO_OWN[ADDRESS[channel]], code="no_recipient")
    row = MessageText.objects.filter(kind=kind, tone=tone, channel=channel, language=language).first()
    trial = kinds.TextTrial(kind, tone=tone, press=uuid.uuid4().hex)
    trial.link_subject = subject_of(row) if row and row.registered_id else ""
    return queue(trial, channel, to, language=language, at=at)


def counted(key, body, business):
    """(encoding, units, parts, cost) of an SMS text with made-up facts."""
    shown = filled(key, body, business).replace("{link}", _link(key, business))
    encoding, units, parts = segments(plain(shown))
    return encoding, units, parts, price(countries.get(business.country).dialling, parts)


def filled(key, body, business):
    """The text with made-up facts; {link} stays."""
    facts = shop_facts(business) | kinds.TextTrial(key[0]).facts(business)
    source = Own("", body)
    text = source.render(facts)
    return fitted(plain(text), source, facts, _link(key, business))[0] if key[2] == "sms" else text


def registered_form(body):
    """The text as it is given in for registration: each name as its typed variable."""
    return re.sub(r"\{(\w+)\}", lambda found: f"{{#{TYPES.get(found[1], 'alphanumeric')}#}}", body)


def _link(key, business):
    """As long as that of a message to a customer in the shop's own country."""
    return link_like(ABOUT.get(key[0], "invoice:"), countries.get(business.country).dialling)


def _problems(key, subject, body, registration, business):
    """{field: what is wrong}"""
    kind, _, channel, _ = key
    found = {"body": _of_body(kind, channel, body, business)}
    if channel == "email":
        found["subject"] = "" if subject else gettext("Enter a subject.")
        found["subject"] = found["subject"] or _unknown(kind, channel, subject)
    if channel == "sms" and business.country == "IN":
        found |= _of_registration(registration)
        found["body"] = found["body"] or _too_long(key, body, business)
    if channel == "sms" and not found["body"] and counted(key, body, business)[2] > MOST_PARTS:
        found["body"] = gettext("This is longer than %(n)s SMS. Make it shorter.") % {"n": MOST_PARTS}
    if channel == "whatsapp" and not registration["registered_id"] and needs_approval(channel):
        found["registered_id"] = gettext("Your WhatsApp account sends approved texts. Enter this one's id.")
    return {field: text for field, text in found.items() if text}


def _of_body(kind, channel, body, business):
    if not body:
        return gettext("Enter the text.")
    if unknown := _unknown(kind, channel, body):
        return unknown
    lacking = [name for name, value in shop_facts(business).items() if f"{{{name}}}" in body and not value]
    if lacking:
        text = gettext("Your shop has no %(name)s in its settings. Add it there or take {%(name)s} out.")
        return text % {"name": lacking[0]}
    if "link" in kinds.VARIABLES[kind] and "{link}" not in body and kind == "welcome":
        return gettext("Keep {link}: without it the customer can't see the khata or stop messages.")
    return ""


def _unknown(kind, channel, text):
    known = kinds.variables_of(kind, channel)
    wrong = [name for name in names_in(text) if name not in known]
    if wrong:
        names = ", ".join(f"{{{name}}}" for name in known)
        text = gettext("{%(wrong)s} is not known here. You can use: %(names)s.")
        return text % {"wrong": wrong[0], "names": names}
    bare = re.sub(r"\{\w+\}", "", text)
    if set("{}") & set(bare):
        return gettext("A brace stands alone. Names stand in a pair of them, like {name}.")
    return ""


def _of_registration(given):
    """Without a registration India's operators drop the SMS."""
    return {
        "header": ""
        if _HEADER.fullmatch(given["header"])
        else gettext("The header has six letters, or six digits."),
        "dlt_id": "" if _DLT.fullmatch(given["dlt_id"]) else gettext("The DLT template id has 19 digits."),
        "registered_id": ""
        if given["registered_id"]
        else gettext("Enter the template's id at your SMS provider."),
    }


def _too_long(key, body, business):
    facts = shop_facts(business) | kinds.TextTrial(key[0]).facts(business)
    for name in names_in(body):
        if name != "link" and len(str(facts.get(name, ""))) > LONGEST_VARIABLE:
            text = gettext("{%(name)s} may be longer than the %(n)s characters that a registered SMS allows.")
            return text % {"name": name, "n": LONGEST_VARIABLE}
    return ""
