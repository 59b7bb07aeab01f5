"""A discount of one item ("10% off the tables"), and verbs that take something off ("100 kaat dena")."""

import re
from dataclasses import replace

from invoicing.drafting.history import same_thing
from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.fillers import is_filler, tells
from invoicing.drafting.local.words import fold
from smartkhata.core.money import half_up


def row_of(tokens, rows):
    """The one of several `rows` that is named beside a discount, None for none; `tokens` without the discount."""
    named = [token for token in tokens if token.kind in "wU" and not is_filler(token)]
    if not named or len(rows) < 2 or any(token.kind in "NMP" for token in tokens):
        return None
    found = [row for row in rows if same_thing(t.text(named), row.description)]
    return found[0] if len(found) == 1 and None not in (found[0].quantity, found[0].rate) else None


def of(row, share, amount):
    """The amount that comes off."""
    return half_up(row.quantity * row.rate * share / 100) if share is not None else amount


_FOR_EACH = re.compile(r"w*D[OHaA]*(?P<amount>[NM])(?:Ra?(?P<what>[wU])|E)[wp]*$")


def for_each(tokens, rows):
    """(row, amount of all) of "exchange discount 400 per geyser"; (None, amount) where no count is known."""
    match = _FOR_EACH.search(t.kinds(tokens))
    if not match:
        return None
    what = tokens[match.start("what")].text if match["what"] else ""
    counted = [row for row in rows if row.quantity and row.quantity != 1]
    named = [row for row in counted if what and same_thing(what, row.description)]
    row = (named or (rows[-1:] if not what or len(rows) == 1 else []) or [None])[0]
    amount = tokens[match.start("amount")].value
    return row, amount * row.quantity if row and row.quantity else amount


def without_talk(tokens):
    """Nothing, where only talk is left ("off the final bill as he is a regular"); with a number, an item."""
    priced = any(token.kind in "NMP" for token in tokens)
    return tokens if priced or not tells(tokens) and t.kinds(tokens[:1]) != "F" else []


def let_off(tokens):
    """The tokens with a D for each verb that takes an amount off: "4 percent maaf", "cut 300 from the total"."""
    return [_let_off(tokens, at) for at in range(len(tokens))]


def _let_off(tokens, at):
    behind_amount = t.kinds(tokens[at - 1 : at]) in ("P", "N", "M")
    first = tokens[at].lower.split()[:1]
    off = tokens[at].kind in "wpz" and first and first[0] in _LET_OFF and behind_amount
    cut = tokens[at].lower in _CUT and re.match("[aH]*[NMP](?![wUAERX])", t.kinds(tokens[at + 1 : at + 4]))
    begins = t.kinds(tokens[at - 1 : at]) in ("", "C", "S", "J", "p")
    return replace(tokens[at], kind="D") if off or cut and begins else tokens[at]


_LET_OFF = frozenset(
    fold(word)
    for word in (
        *(
            "maaf",
            "maf",
            "माफ",
            "chhod",
            "chod",
            "waived",
            "waive",
            "concession",
            "kata",
            "kaata",
            "kaat",
            "काट",
        ),
        *("ghata", "घटा", "छोड़"),
    )
)
_CUT = frozenset(("cut", "slash", "ondoa", "waive", "knock", "toa"))
