"""A sentence -> tokens, each with its kind (lexicon)."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from invoicing.drafting.local import (
    again,
    compounds,
    contrasts,
    days,
    discounts,
    models,
    notes,
    numbers,
    paces,
    pairs,
    particles,
    payments,
    references,
    respective,
    specs,
    spelling,
)
from invoicing.drafting.local.words import ENGLISH, fold

_CURRENCY = (
    r"(?:₹|\$|€|£|¥|/=|/-|(?:kes|kshs?|shs?(?=\.?\s?\d)|inr|rs|us\$|usd|eur|gbp|rupees?|rupa?i?y[ae]?|rupay|shillings?|shilingi|bob"
    r"|(?:u\.?s\.?\s|american\s)?dollars?|dola|euros?|ugx|ushs?|tzs|tshs?|aed|dirhams?|sar(?=\s?\d)|riyals?|zar|rand|cny|rmb|yuan|jpy|yen|npr|pkr|bdt"
    r"|ngn|naira|rwf|etb|birr|cad|aud|sgd|(?:pounds?|sterling)(?=\s*(?:each|apiece|per|a\b|/|$|[,.;]))|रुपयों|रुपये|रुपए|रुपया|रूपये|रूपए|रु)(?![^\W\d_])\.?(?=[\s\d]|$|[^\w.]))"
)
# What is larger is a phone's or an account's number: it stays a word.
LARGEST = 10**11
# So many words and marks are read of a sentence; a longer one is flagged.
MOST = 500
_CHAR = r"[^\s,;:.@/%()+=*×&!?\"“”'’।₹$€£|<>\[\]{}-]"
_TOKEN = re.compile(
    rf"(?P<date>\d{{4}}-\d{{2}}-\d{{2}}(?!\w)|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}(?!\w))"
    rf"|(?P<number>(?:\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}|\d+)(?![\d])(?:\.\d+)?)(?P<tail>%|[^\W\d_]+)?(?![\w])"
    rf"|(?P<currency>(?<![^\W\d_]){_CURRENCY})"
    r"|(?P<times>(?<!\S)[x×](?=\d))"
    rf"|(?P<word>net(?=-\d)|{_CHAR}(?:{_CHAR}|[-.&'’](?=[^\W_]))*)"
    r"|(?P<mark>\n|\S)",
    re.IGNORECASE,
)
# "0712345678", "9876543210": no price is written so.
_PHONE = re.compile(r"0\d{8,}|[1-9]\d{9,}")
_GLUED = re.compile(r"([^\W\d_]{3,})(\d+)([^\W\d_]+)")
_THOUSANDS = ("k", "thao", "hazaar")


@dataclass(frozen=True)
class Token:
    """`text` as it was written from `start` to `end`; `value` is a Decimal, a unit, a date's description.

    `denied`: the number that this one takes the place of ("7 not 9").
    """

    kind: str
    text: str
    start: int
    end: int
    value: object = None
    currency: str = ""
    denied: object = None

    @cached_property
    def lower(self):
        return fold(self.text)


def tokenise(prompt, vocabulary=ENGLISH):
    text = spelling.plain(prompt)
    matches = islice(_TOKEN.finditer(text), MOST)
    tokens = [token for match in matches for token in _written(match, vocabulary)]
    tokens = references.merged(text, tokens)
    tokens = particles.idioms(tokens, vocabulary)
    for reader in (_numbers, days.merge, _units, _phrases):
        tokens = reader(tokens, vocabulary)
    for reader in (
        pairs.money,
        pairs.percent,
        discounts.let_off,
        models.named,
        specs.specified,
        pairs.per_named,
        payments.handed_over,
        payments.balances,
        pairs.counted_in_all,
        pairs.charged,
        pairs.worth,
        pairs.told_first,
        pairs.said_to_be,
    ):
        tokens = reader(tokens)
    tokens = again.settled(compounds.summed(particles.settled(tokens, vocabulary)))
    tokens = paces.folded(
        contrasts.settled(
            notes.folded(notes.paid_apart(notes.unreasoned(notes.numbered(notes.untold(tokens)))))
        )
    )
    return payments.told(respective.dealt(tokens))


def too_many(prompt):
    return next(islice(_TOKEN.finditer(prompt), MOST, None), None) is not None


def kinds(tokens):
    return "".join(token.kind for token in tokens)


def unit_values(tokens):
    return {token.value for token in tokens if token.kind == "U"}


def text(tokens):
    """As it was written, with single spaces."""
    words = []
    for at, token in enumerate(tokens):
        apart = at and token.start != tokens[at - 1].end
        words.append(f" {token.text}" if apart else token.text)
    return "".join(words)


def merged(tokens, kind, value=None, currency=""):
    """Neighbours as one token."""
    return Token(kind, text(tokens), tokens[0].start, tokens[-1].end, value, currency)


def _written(match, vocabulary):
    """What stands there: ``50kg`` is two tokens, ``8GB`` a word, ``15k`` a number, ``25th`` a day."""
    start, end, text = match.start(), match.end(), match[0]
    if match["currency"]:
        yield Token("$", text, start, end, currency=numbers.currency_of(text))
    elif match["number"]:
        value, tail = numbers.digits(match["number"]), fold(match["tail"] or "")
        cut = start + len(match["number"])
        if not tail and _PHONE.fullmatch(text):
            yield Token("w", text, start, end)
        elif not tail:
            yield Token("N", text, start, end, value)
        elif tail == "%":
            yield Token("P", text, start, end, value)
        elif tail in vocabulary.scales or tail in _THOUSANDS:
            yield Token("N", text, start, end, value * vocabulary.scales.get(tail, 1000))
        elif tail == "g" and value < 10:
            # A network, 5G, not grams.
            yield Token("w", text, start, end)
        elif tail == "x" or vocabulary.unit_of(tail) or tail in numbers.CURRENCIES:
            kind = "$" if tail in numbers.CURRENCIES else "w"
            yield Token("N", match["number"], start, cut, value)
            yield Token(kind, match["tail"], cut, end, currency=numbers.CURRENCIES.get(tail, ""))
        else:
            yield Token("r" if tail in ("st", "nd", "rd", "th") else "w", text, start, end, value)
    elif match["word"] and (glued := _GLUED.fullmatch(text)) and vocabulary.unit_of(fold(glued[3])):
        cuts = [start, start + len(glued[1]), end - len(glued[3]), end]
        yield Token("w", glued[1], *cuts[:2])
        yield Token("N", glued[2], *cuts[1:3], numbers.digits(glued[2]))
        yield Token("w", glued[3], *cuts[2:])
    else:
        yield Token("w" if match["word"] else "d" if match["date"] else "m", text, start, end)


def _numbers(tokens, vocabulary):
    words = [token.value if token.kind == "N" else token.lower for token in tokens]
    # What an idiom has taken ("bana do") is no numeral any more.
    words = [word if token.kind in "wN" else "" for word, token in zip(words, tokens, strict=True)]
    return merge(tokens, lambda at: _number(words, at, vocabulary))


def _number(words, at, vocabulary):
    if at and words[at] in ("a", "an") and not isinstance(words[at - 1], str):
        # "180 a dozen" is a rate, "a dozen" a number.
        return None
    before = words[at - 1] if at else ""
    value, count = numbers.read(
        words[at : at + 12], vocabulary, price=before in _PRICED, count=before in _COUNTED
    )
    if spoken := numbers.spoken_price(words[at : at + 4], vocabulary):
        behind = words[at + spoken[1] : at + spoken[1] + 1]
        value, count = spoken if behind and behind[0] in _OF_ONE else (value, count)
    if count and value > LARGEST:
        return "w", None, count
    return ("N", value, count) if count else None


# Behind these a numeral is a price ("at six fifty"), or begins what is counted ("for two thousand and fifty").
_PRICED = ("@", "at", "rate", "price", "is", "cost", "costs", "for")
# Before these, too: "two fifty each".
_OF_ONE = ("each", "apiece", "ea", "per", "/", "a", "an", "rupees", "bob", "shillings", "kila")
_COUNTED = (*_PRICED, "", "for", "of", "invoice", "bill", "charge", ",")


def _units(tokens, vocabulary):
    return merge(tokens, lambda at: _unit(tokens, at, vocabulary))


def _unit(tokens, at, vocabulary):
    if tokens[at].kind != "w":
        return None
    pair = tuple(token.lower for token in tokens[at : at + 2])
    if len(pair) == 2 and pair in vocabulary.units:
        return "U", vocabulary.units[pair], 2
    if pair == ("sq", ".") and tokens[at + 2 : at + 3] and tokens[at + 2].lower in ("ft", "feet", "m"):
        return "U", "sqm" if tokens[at + 2].lower == "m" else "sqft", 3
    unit = vocabulary.unit_of(tokens[at].lower)
    # "m", "l", "g", "mo" are units behind a number only.
    counted = at and tokens[at - 1].kind in "N/$" or at and tokens[at - 1].lower in ("per", "/", "a", "an")
    return ("U", unit, 1) if unit and (counted or len(tokens[at].text) > 2) else None


def _phrases(tokens, vocabulary):
    return merge(tokens, lambda at: _phrase(tokens, at, vocabulary))


def _phrase(tokens, at, vocabulary):
    if tokens[at].kind not in "wm":
        return None
    words = [token.lower if token.kind in "wmU" else "" for token in tokens[at : at + 7]]
    kind, count = vocabulary.kind_of(words)
    if kind == "$A":
        # "price 650 per chair", but "price list printing".
        behind = tokens[at + count : at + count + 2]
        behind = behind[1:] if behind and behind[0].lower in (":", "-", "ni", "is", "=") else behind
        kind = "A" if kinds(behind[:1]) in ("N", "$") else ""
    if kind:
        return kind, None, count
    if per := vocabulary.per_of(words[0]):
        return "v", per, 1
    return ("H" if tokens[at].kind == "m" else "w"), tokens[at].value, 1


def merge(tokens, reader):
    """Walk over the tokens; where `reader` answers (kind, value, count), make so many one token."""
    result, at = [], 0
    while at < len(tokens):
        found = reader(at)
        if found is None:
            result.append(tokens[at])
            at += 1
        else:
            kind, value, count = found
            part = tokens[at : at + count]
            currency = next((token.currency for token in part if token.currency), "")
            result.append(merged(part, kind, value, currency))
            at += count
    return result
