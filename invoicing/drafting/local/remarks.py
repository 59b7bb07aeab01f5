"""Clauses that sell nothing: the number of a paper, a heading, a rate that is told later."""

import re

from invoicing.drafting.local.fillers import (
    ANY_WORK,
    PARTS_OF_WORK,
    PREFACES,
    UNSETTLED,
    are_fillers,
    is_filler,
    is_paper_word,
    tells,
)
from invoicing.drafting.local.naming import BUYERS
from invoicing.drafting.local.payments import BALANCE
from invoicing.drafting.local.specs import PAPER
from invoicing.drafting.local.words import fold
from invoicing.drafting.local.words.english import PAPERS


def is_preface(clause):
    """ "as agreed on phone", "deliver on 24th", "balance on delivery": about the sale, and nothing that is sold."""
    first = next((token.lower for token in clause.tokens if token.kind != "a"), "")
    if clause.counts or len(clause.tokens) < 2:
        return False
    about = first in PREFACES or first in BALANCE or _is_left_over(clause)
    return about or bool(re.fullmatch("w{1,2}[ob]+a?[dr]", clause.kinds))


def _is_left_over(clause):
    """ "bado balance"."""
    return "l" in clause.kinds and clause.tokens[-1].lower in BALANCE


def is_talk(clause):
    """ "nothing has changed", "he is a regular", "code SKJ4H7P2QX": said besides, and nothing that is sold.

    Behind "and" it could be one thing more, so there it is asked about.
    """
    if re.search("[NMPJ]", clause.kinds) or clause.joiner == "J":
        return False
    if clause.kinds[0] == "q" and are_fillers(clause.tokens):
        # "malipo yafike", whose day was taken
        return True
    if "g" in clause.kinds and "V" not in clause.kinds:
        # "putty included"
        return True
    return (
        tells(clause.tokens)
        or _is_for_whom(clause)
        or bool(clause.tokens[1:])
        and bool(_CODE.fullmatch(clause.tokens[-1].text))
    )


_CODE = re.compile(r"(?=\w*\d)(?=\w*[A-Z])[A-Z\d]{7,}|\+?\d{9,}")
_WHOSE = frozenset(fold(word) for word in ("naam", "nam", "नाम"))

_HONOURED = frozenset(("ji", "bhai", "sahab", "saheb", "sir", "madam"))


def _is_for_whom(clause):
    """ "customer: Otieno", "Ramesh ko", "Sharma ji ke naam", "for Wanjiku"."""
    named = any(is_paper_word(token) for token in clause.tokens) or clause.tokens[-1].lower in _WHOSE
    proper = clause.kinds[0] == "F" and all(
        token.text[:1].isupper() or token.lower in _HONOURED | BUYERS for token in clause.tokens[1:]
    )
    return named or proper or bool(re.fullmatch("w{1,3}o", clause.kinds))


def is_unsettled(clause):
    """A clause about the rate that names no number: it is told later."""
    words = {token.lower for token in clause.tokens}
    if "l" in clause.kinds and not clause.counts and not re.search("[wUV]", _without_fillers(clause)):
        return True
    priced = clause.kinds[0] in "AT" or bool(words & _PRICE) or clause.kinds[0] == "q" and "l" in clause.kinds
    return (
        not clause.counts
        and priced
        and (bool(words & (UNSETTLED | _USUAL)) or tells(clause.tokens) or "l" in clause.kinds)
    )


def _without_fillers(clause):
    return "".join("" if is_filler(token) else token.kind for token in clause.tokens)


def asks_how_many(clause):
    """ "kitne ghante hue wo baad mein bataunga", "quantity to be confirmed"."""
    words = {token.lower for token in clause.tokens}
    later = bool(words & UNSETTLED) or "l" in clause.kinds
    if words & _MEASURE and not clause.counts and _without_fillers(clause).strip("awdk") == "":
        # "uska naap abhi nahi hua"
        return sum(token.kind == "w" and not is_filler(token) for token in clause.tokens) == 1
    return not clause.counts and later and (bool(words & _HOW_MANY) or clause.kinds[0] == "u")


# The price of always: the history knows it.
_USUAL = frozenset(("kawaida", "usual", "regular"))
_PRICE = frozenset(
    (
        "rate",
        "price",
        "prices",
        "cost",
        "amount",
        "bei",
        "daam",
        "bhav",
        "bhaav",
        "रेट",
        "दाम",
        "भाव",
        "कीमत",
        "keemat",
    )
)
_MEASURE = frozenset(fold(word) for word in ("naap", "nap", "ginti", "measurement", "vipimo", "नाप", "गिनती"))
_HOW_MANY = frozenset(
    (
        "many",
        "quantity",
        "qty",
        "kitne",
        "kitni",
        "कितने",
        "कितनी",
        "idadi",
        "ngapi",
        "hours",
        "count",
        "weight",
        "wazan",
        "vajan",
        "uzito",
    )
)


def is_heading(clause, following):
    """ "for plumbing work, labour 4,500 and materials 7,850": what the parts belong to; "Job card:" over a list."""
    if clause.counts or following is None or not clause.names:
        return False
    if clause.tokens[-1].text == ":" and following.joiner == "S" and following.counts and following.names:
        return True
    parts = {token.lower for token in following.tokens}
    return clause.tokens[-1].lower in ANY_WORK and following.counts and bool(parts & PARTS_OF_WORK)


def is_paper(clause):
    """ "PO 4512" names a paper, not a thing sold."""
    rest = clause.kinds[1:]
    if any(token.value == PAPER for token in clause.tokens):
        return not clause.counts
    return clause.tokens[0].lower in PAPERS and rest in ("N", "HN", "wN", "wHN", "w", "Hw")
