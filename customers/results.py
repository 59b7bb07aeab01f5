"""The answer to a search, as pages and API show it: who fits, how well, and who is registered but not in the book."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from customers.finder import find
from customers.models import Party
from customers.panels import person_with_phone
from customers.search import LONGEST, Asked, words_of
from smartkhata.core import phones, ratelimit
from smartkhata.core.errors import DomainError

SHORTEST = 2
EXACT, PREFIX, SUGGESTION = "exact_match", "prefix", "suggestion"
# A shop may ask for so many strangers' phones, typed whole, in a minute: enough for a counter, too few to fish.
STRANGERS_PER_MINUTE = 20


@dataclass(frozen=True)
class Result:
    """`party` of the book, or None for somebody of the network of whom no more than `name` is told."""

    kind: str
    name: str
    phone: str
    party: Party | None = None


def asked_for(text):
    """`text` as search.Asked; 400 q_too_short or q_too_long says what to do."""
    asked = Asked.of(text)
    if len("".join(words_of(asked.text))) < SHORTEST:
        raise _refused(_("Type at least %(n)s letters or digits.") % {"n": SHORTEST}, "q_too_short")
    if len(text) > LONGEST:
        raise _refused(_("Type at most %(n)s characters.") % {"n": LONGEST}, "q_too_long")
    return asked


def count_search(business, user):
    """One search of this person; 429 beyond what fingers can type. Call outside the shop's scope."""
    key = f"search:{business.pk}:{user.pk}"
    ratelimit.require(key, limit=settings.SEARCHES_PER_MINUTE, seconds=60)


def results(asked, business, *, most=10):
    """Parties of the shop, exact ones first; a stranger with exactly this phone is the last. Needs no scope."""
    phone = whole_phone(asked, business.country)
    found = [_result(asked, phone, party) for party in find(asked, most=most, shop=business)]
    found.sort(key=lambda result: (EXACT, PREFIX, SUGGESTION).index(result.kind))
    known = any(phone in (result.phone, result.party.secondary_phone) for result in found)
    stranger = None if known or not phone else _stranger(phone, business)
    return [*found, Result(EXACT, stranger, phone)] if stranger else found


def whole_phone(asked, country):
    """E.164 when what was typed is a whole number of a phone, else empty."""
    if not asked.digits:
        return ""
    try:
        return phones.normalise(asked.text, country)
    except DomainError:
        return ""


def _result(asked, phone, party):
    kind = PREFIX if party.tier <= 4 else SUGGESTION
    if party.tier <= 2 or (phone and phone in (party.phone, party.secondary_phone)):
        kind = EXACT
    return Result(kind, party.name, party.phone, party)


def _stranger(phone, business):
    """Asked at most STRANGERS_PER_MINUTE times; a shop that asks more gets its own book only."""
    verdict = ratelimit.hit(f"strangers:{business.pk}", limit=STRANGERS_PER_MINUTE, seconds=60)
    return person_with_phone(phone) if verdict.allowed else None


def _refused(text, code):
    return DomainError(text, code=code, fields={"q": text})
