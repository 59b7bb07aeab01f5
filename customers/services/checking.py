"""What may stand in a party: each value in its stored form, or one refusal that names every field to mend."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from customers import addresses
from customers.models import Party
from customers.search import fold, key_of
from smartkhata.core import countries, money, phones
from smartkhata.core.errors import DomainError

TERMS = ("net_0", "net_7", "net_15", "net_30", "net_45", "net_60")
METHODS = ("cash", "upi", "mpesa", "bank", "card", "cheque", "other")
PROFILE_TYPES = ("individual", "business", "farmer", "retailer", "corporate")
# What a drafter is told about a customer's invoices, in the document's words.
AI_CHOICES = {
    "invoice_template": ("professional", "simple", "detailed"),
    "language": ("english", "hindi", "swahili"),
}
MAX_TAGS, TAG_LENGTH = 30, 40


def checked(country, values):
    """`values` (field -> as people gave it) as they are stored; `country` is the shop's code.

    DomainError ``invalid`` with a message for each field that is not right; TypeError for a field that a
    party has not, or that only the khata may write.
    """
    if unknown := set(values) - set(_CHECKS):
        raise TypeError(f"no details of a party: {sorted(unknown)}")
    place, problems, clean = countries.get(country), {}, {}
    for field, value in values.items():
        try:
            clean[field] = _CHECKS[field](place, value)
        except DomainError as error:
            problems[field] = error.message
    if problems:
        raise DomainError("Some answers need another look.", code="invalid", fields=problems)
    if "name" in clean:
        clean["name_key"] = key_of(clean["name"])[:160]
    # The first two digits of a GSTIN are the state: nobody should be asked for them twice.
    if clean.get("state_code") == "" and clean.get("tax_id", "")[:2] in place.states:
        clean["state_code"] = clean["tax_id"][:2]
    return clean


def _name(place, name):
    if not (name := _words(name)):
        raise DomainError("Enter the customer's name.", code="missing")
    return _fitting(name, 160)


def _phone(place, phone):
    return phones.normalise(phone, place.code) if phone else ""


def _email(place, email):
    if not (email := str(email or "").strip().lower()):
        return ""
    try:
        validate_email(email)
    except ValidationError:
        raise DomainError("Enter an e-mail address like name@shop.com.", code="bad_email") from None
    return email


def _state(place, code):
    if code and code not in place.states:
        raise DomainError(
            _("%(code)s is no state of %(name)s.") % {"code": code, "name": place.name}, code="bad_state"
        )
    return code or ""


def _tax_id(place, tax_id):
    """The id in any of the country's kinds; the first kind's message when it is none of them."""
    if not tax_id:
        return ""
    first, *others = place.tax_id_kinds
    for kind in others:
        try:
            return place.check_tax_id(kind, tax_id)
        except DomainError:
            continue
    return place.check_tax_id(first, tax_id)


def _language(place, language):
    return _one_of("", *place.languages, "en")(place, language)


def _amount(place, amount):
    return None if amount in (None, "") else money.to_amount(amount)


def _limit(place, limit):
    limit = _amount(place, limit)
    if limit is not None and limit < 0:
        raise DomainError("A credit limit is 0 or more.", code="bad_amount")
    return limit


def _tags(place, tags):
    return checked_tags(tags)


def checked_tags(tags):
    """Each tag once, however it is written, in the order given."""
    kept = {fold(tag): _fitting(_words(tag), TAG_LENGTH) for tag in reversed(tags or []) if _words(tag)}
    if len(kept) > MAX_TAGS:
        raise DomainError(_("A customer has at most %(n)s tags.") % {"n": MAX_TAGS}, code="too_many")
    return list(reversed(kept.values()))


def _ai_preferences(place, preferences):
    """The document's four, each only when it is given; the currency is the shop's."""
    kept = {key: value for key, value in (preferences or {}).items() if value not in (None, "")}
    allowed = {**AI_CHOICES, "include_tax": (True, False), "default_currency": (place.currency,)}
    for key, value in kept.items():
        if value not in allowed.get(key, ()):
            raise DomainError(
                _("%(key)s can't be %(value)s.") % {"key": key, "value": value}, code="bad_choice"
            )
    return kept


def _one_of(*allowed):
    def check(place, value):
        if (value or "") not in allowed:
            raise DomainError(
                _("Choose one of: %(all)s.") % {"all": ", ".join(filter(None, allowed))}, code="bad_choice"
            )
        return value or ""

    return check


def _text(length):
    return lambda place, text: _fitting(str(text or "").replace("\x00", "").strip(), length)


def _as_given(place, value):
    return value


def _words(text):
    return " ".join(str(text).replace("\x00", "").split())


def _fitting(text, length):
    if len(text) > length:
        raise DomainError(_("Use at most %(n)s characters.") % {"n": length}, code="too_long")
    return text


_CHECKS = {
    "name": _name,
    "phone": _phone,
    "email": _email,
    "secondary_phone": _phone,
    "secondary_email": _email,
    "address": lambda place, address: addresses.pack(address),
    "state_code": _state,
    "business_type": _text(60),
    "profile_type": _one_of(*PROFILE_TYPES),
    "tax_id": _tax_id,
    "preferred_payment_method": _one_of("", *METHODS),
    "payment_terms": _one_of("", *TERMS),
    "credit_limit": _limit,
    "language": _language,
    "status": _one_of(*Party.Status.values),
    "status_reason": _text(200),
    "auto_send_invoices": _as_given,
    "send_reminders": _as_given,
    "ai_preferences": _ai_preferences,
    "notes": _text(5000),
    "tags": _tags,
    "opening_balance": _amount,
}
