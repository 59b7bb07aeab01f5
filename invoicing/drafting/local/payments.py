"""Clauses about money that came already, in whatever order: "token 1000 given", "2000 paytm kar diya"."""

import re
from dataclasses import replace

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.fillers import is_filler
from invoicing.drafting.local.specs import PAPER
from invoicing.drafting.local.words import fold, lexicon

_TABLES = lexicon.tables("payments")
# What says that money came, and what else such a clause may hold.
_CAME, _MONEY = (frozenset(fold(word) for word in _TABLES[name].split()) for name in ("came", "money"))
_ENDS = "CSJ"


def told(tokens):
    """The tokens where each clause that can only be about a payment is one y."""
    result, clause = [], []
    for token in [*tokens, None]:
        if token is not None and token.kind not in _ENDS:
            clause.append(token)
            continue
        paid = bool(result) and _is_payment(clause)
        result += [t.merged(clause, "y")] if paid else clause
        result += [token] if token else []
        clause = []
    return result


def _is_payment(clause):
    """One amount, a word for payments, and no word for anything else."""
    line = t.kinds(clause)
    if not re.search("[NMP]", line) and not any(token.lower in _PART for token in clause):
        return False
    if len(re.findall("[NMP]", line)) > 1 or re.search("[UAERXuLVZlD]", line):
        return False
    if any(token.kind == "N" and 1 <= token.value < _LEAST for token in clause):
        return False
    words = {token.lower for token in clause if token.kind in "wpkGTKyq" and not token.text.isspace()}
    said = {word for phrase in words for word in phrase.split()}
    things = {
        token.lower for token in clause if token.kind == "w" and not is_filler(token) and token.value != PAPER
    }
    return bool(said & _CAME) and things <= _MONEY | _CAME | _PART


# "6 bhej di": so many things were sent, not so much money.
_LEAST = 100
_PART = frozenset(("half", "aadha", "aadhe", "adha", "nusu", "third", "quarter", "आधा", "आधे", "some", "part"))


def handed_over(tokens):
    """ "2,000 de diye" is paid; "do darjan kachori de di hai" is what was sold."""
    kinds = t.kinds(tokens)
    return [
        replace(token, kind="p")
        if token.kind == "y"
        and token.lower.split()[0] in _HANDED
        and kinds[at - 1 : at] in ("w", "U")
        and not {other.lower for other in tokens[max(at - 3, 0) : at]} & _CASH
        else token
        for at, token in enumerate(tokens)
    ]


_HANDED = frozenset(fold(word) for word in ("de", "diya", "diye", "aa", "bhar", "दे", "दिया", "आ"))
_CASH = frozenset(
    fold(word)
    for word in (
        *(
            "advance",
            "paise",
            "paisa",
            "rupaye",
            "half",
            "aadha",
            "aadhe",
            "adha",
            "token",
            "bayana",
            "cash",
            "payment",
        ),
        *(
            "nakad",
            "peshgi",
            "deposit",
            "पैसे",
            "पैसा",
            "आधा",
            "आधे",
            "एडवांस",
            "बयाना",
            "रकम",
            "rakam",
            "upi",
            "paytm",
        ),
    )
)


def balances(tokens):
    """ "balance in 5 days" is when it is due, "balance 30,000 on delivery" a remark; an "old balance" is an item."""
    result = []
    for at, token in enumerate(tokens):
        if token.lower in BALANCE and (at == 0 or tokens[at - 1].lower not in _OLD):
            ahead = re.match(r"[aHOKq]*([NMP](?!U)|i|b|d|o|r|NU)", t.kinds(tokens[at + 1 : at + 5]))
            token = replace(token, kind="y" if ahead[1] in "NMP" else "q") if ahead else token
        result.append(token)
    return result


BALANCE = frozenset(
    fold(word) for word in ("balance", "rest", "remaining", "baki", "baaki", "salio", "बाकी", "शेष")
)
_OLD = frozenset(
    fold(word) for word in ("old", "previous", "opening", "last", "purana", "pichla", "पुराना", "पिछला")
)
