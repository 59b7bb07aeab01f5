"""A sentence -> tokens, each with its kind (lexicon)."""

import re
from dataclasses import dataclass

from invoicing.drafting.local import dates, lexicon, numbers, units

_CURRENCY = (
    r"(?:₹|\$|€|£|/=|/-|(?:kes|kshs?|inr|rs|usd|eur|gbp|rupees?|shillings?|bob|dollars?|euros?)"
    r"(?![^\W\d_])\.?(?=[\s\d]|$|[^\w.]))"
)
# What is larger is a phone's or an account's number: it stays a word.
LARGEST = 10**11
_CHAR = r"[^\s,;:.@/%()+=*×&!?\"“”'’₹$€£|<>\[\]{}-]"
_TOKEN = re.compile(
    rf"(?P<date>\d{{4}}-\d{{2}}-\d{{2}}(?!\w)|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}(?!\w))"
    rf"|(?P<number>(?:\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}|\d+)(?![\d])(?:\.\d+)?)(?P<tail>%|[^\W\d_]+)?(?![\w])"
    rf"|(?P<currency>(?<![^\W\d_]){_CURRENCY})"
    r"|(?P<times>(?<!\S)[x×](?=\d))"
    rf"|(?P<word>net(?=-\d)|{_CHAR}(?:{_CHAR}|[-.&'’](?=[^\W_]))*)"
    r"|(?P<mark>\n|\S)",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"\b((?i:incl|excl|approx)|(?i:nos|no|pcs?|kgs?|gms?|hrs?|ltrs?|mtrs?|doz|pkts?|ctn|yrs?|mths?|qty)"
    r"(?=\.\s+[a-z0-9@]))\."
)
_TWENTY_FIVE = re.compile(rf"\b({'|'.join(numbers.TENS)})-({'|'.join(numbers.ONES[1:10])})\b", re.IGNORECASE)
_GLUED = re.compile(r"([^\W\d_]{3,})(\d+)([^\W\d_]+)")
_BULLET = re.compile(r"\n\s*(?:\d{1,2}[.)]|[-*•])\s+")
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}


@dataclass(frozen=True)
class Token:
    """`text` as it was written from `start` to `end`; `value` is a Decimal, a unit, a date's description."""

    kind: str
    text: str
    start: int
    end: int
    value: object = None
    currency: str = ""

    @property
    def lower(self):
        return self.text.casefold()


def tokenise(prompt):
    tokens = [token for match in _TOKEN.finditer(_plain(prompt)) for token in _written(match)]
    for reader in (_numbers, dates.merge, _units, _phrases, _money, _percent):
        tokens = reader(tokens)
    return tokens


def kinds(tokens):
    return "".join(token.kind for token in tokens)


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


def _plain(text):
    """One way of writing; a full stop behind an abbreviation and a list's bullets say nothing."""
    for char, digits in _FRACTIONS.items():
        text = re.sub(rf"(?<=\d){char}", digits, text).replace(char, f"0{digits}")
    text = _TWENTY_FIVE.sub(r"\1 \2", text)
    text = _SHORT.sub(lambda match: f"{match[1]} ", text)
    text = _BULLET.sub("\n", f"\n{text}") if len(_BULLET.findall(f"\n{text}")) > 1 else text
    return text.replace("–", "-").replace("—", "-").replace("\N{MINUS SIGN}", "-")


def _written(match):
    """What stands there: ``50kg`` is two tokens, ``8GB`` a word, ``15k`` a number, ``25th`` a day."""
    start, end, text = match.start(), match.end(), match[0]
    if match["currency"]:
        yield Token("$", text, start, end, currency=numbers.CURRENCIES[text.casefold().rstrip(".")])
    elif match["number"]:
        value, tail = numbers.digits(match["number"]), (match["tail"] or "").casefold()
        cut = start + len(match["number"])
        if not tail:
            yield Token("N", text, start, end, value)
        elif tail == "%":
            yield Token("P", text, start, end, value)
        elif tail in numbers.SCALES:
            yield Token("N", text, start, end, value * numbers.SCALES[tail])
        elif tail == "g" and value < 10:
            # A network, 5G, not grams.
            yield Token("w", text, start, end)
        elif tail == "x" or units.unit_of(tail) or tail in numbers.CURRENCIES:
            kind = "$" if tail in numbers.CURRENCIES else "w"
            yield Token("N", match["number"], start, cut, value)
            yield Token(kind, match["tail"], cut, end, currency=numbers.CURRENCIES.get(tail, ""))
        else:
            yield Token("r" if tail in ("st", "nd", "rd", "th") else "w", text, start, end, value)
    elif match["word"] and (glued := _GLUED.fullmatch(text)) and units.unit_of(glued[3]):
        cuts = [start, start + len(glued[1]), end - len(glued[3]), end]
        yield Token("w", glued[1], *cuts[:2])
        yield Token("N", glued[2], *cuts[1:3], numbers.digits(glued[2]))
        yield Token("w", glued[3], *cuts[2:])
    else:
        yield Token("w" if match["word"] else "d" if match["date"] else "m", text, start, end)


def _numbers(tokens):
    words = [token.value if token.kind == "N" else token.lower for token in tokens]
    return _merge(tokens, lambda at: _number(words, at))


def _number(words, at):
    if at and words[at] in ("a", "an") and not isinstance(words[at - 1], str):
        # "180 a dozen" is a rate, "a dozen" a number.
        return None
    value, count = numbers.read(words[at : at + 12])
    if count and value > LARGEST:
        return "w", None, count
    return ("N", value, count) if count else None


def _units(tokens):
    return _merge(tokens, lambda at: _unit(tokens, at))


def _unit(tokens, at):
    if tokens[at].kind != "w":
        return None
    pair = tuple(token.lower for token in tokens[at : at + 2])
    if pair in units.PHRASES:
        return "U", units.PHRASES[pair], 2
    unit = units.unit_of(tokens[at].lower)
    # "m", "l", "g", "mo" are units behind a number only.
    counted = at and tokens[at - 1].kind in "N/" or at and tokens[at - 1].lower in ("per", "/", "a", "an")
    return ("U", unit, 1) if unit and (counted or len(tokens[at].text) > 2) else None


def _phrases(tokens):
    return _merge(tokens, lambda at: _phrase(tokens, at))


def _phrase(tokens, at):
    if tokens[at].kind not in "wm":
        return None
    words = [token.lower for token in tokens[at : at + lexicon.LONGEST]]
    kind, count = lexicon.kind_of(words)
    if kind:
        return kind, None, count
    if per := lexicon.per_of(words[0]):
        return "v", per, 1
    return ("H" if tokens[at].kind == "m" else "w"), tokens[at].value, 1


def _money(tokens):
    """A number beside a currency is money; a currency alone says nothing."""
    result = []
    for token in tokens:
        before = result[-1] if result else None
        if token.kind == "$" and before and before.kind in "NM":
            result[-1] = merged([before, token], "M", before.value, before.currency or token.currency)
        elif token.kind == "N" and before and before.kind == "$":
            result[-1] = merged([before, token], "M", token.value, before.currency)
        else:
            result.append(token)
    return result


def _percent(tokens):
    """``10 %`` and ``10 per cent``."""
    return _merge(tokens, lambda at: _share(tokens, at))


def _share(tokens, at):
    behind = [token.lower for token in tokens[at + 1 : at + 3]]
    if tokens[at].kind != "N" or not behind:
        return None
    count = 2 if behind[0] in ("%", "percent") else 3 if behind == ["per", "cent"] else 0
    return ("P", tokens[at].value, count) if count else None


def _merge(tokens, reader):
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
