"""Tokens -> one clause per item, corrections apart."""

import re
from dataclasses import dataclass

from invoicing.drafting.local import items
from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.words import fold
from invoicing.drafting.local.words.english import PAPERS


@dataclass
class Clause:
    """`joiner`: C comma, S full stop, J and; `corrects`: it changes an earlier clause."""

    tokens: list
    joiner: str = ""
    corrects: bool = False

    @property
    def kinds(self):
        return t.kinds(self.tokens)

    @property
    def names(self):
        """Whether it names something: a word or a unit, but not what a "per" or a number stands before."""
        return bool(re.search(r"(?<!R)(?<!Ra)w|V|(?<![NMRa])U(?!K[NM])", self.kinds))

    @property
    def counts(self):
        return any(kind in "NM" for kind in self.kinds)


def split(tokens):
    """The clauses; what only adds a number to its neighbour ("240 per dozen") has joined it."""
    return _attach(_join_names(_cut(_commas_heard(tokens))))


def is_paper(clause):
    """ "PO 4512" names a paper, not a thing sold."""
    rest = clause.kinds[1:]
    return clause.tokens[0].lower in PAPERS and rest in ("N", "HN", "wN", "wHN", "w", "Hw")


# What a thing costs is told to its end, and the next one is named: "cement 385 each 5 rods at 900 each".
_TOLD = re.compile(r"w[^CSJ]*?[NM](?:E|Ra?U|B)(?=N[UO]{0,2}w|w[wKO]*[NM]|w[wKO]*A)")
_RATED = re.compile(r"A[aH]*[NM]|[NM](?:E|R|B)")


def _commas_heard(tokens):
    """Who dictates says no commas: one is heard where an item has its rate and another rated one follows."""
    found = _TOLD.search(t.kinds(tokens))
    if not found:
        return tokens
    behind = tokens[found.end() :]
    if not _RATED.search(re.split("[CSJ]", t.kinds(behind))[0]):
        return [*tokens[: found.end()], *_after_next_joint(behind)]
    comma = t.Token("C", "", behind[0].start, behind[0].start)
    return [*tokens[: found.end()], comma, *_commas_heard(behind)]


def _after_next_joint(tokens):
    joint = next((at for at, token in enumerate(tokens) if token.kind in "CSJ"), len(tokens))
    return [*tokens[: joint + 1], *_commas_heard(tokens[joint + 1 :])]


def _cut(tokens):
    clauses, current, joiner, corrects = [], [], "", False
    for at, token in enumerate(tokens):
        turn = token.kind == "k" and _turns(tokens, at)
        if token.kind in "CSJ" or turn:
            if current:
                clauses.append(Clause(current, joiner, corrects))
                current, corrects = [], False
            joiner, corrects = token.kind, corrects or turn
        else:
            current.append(token)
    return [*clauses, Clause(current, joiner, corrects)] if current else clauses


def _turns(tokens, at):
    """A plain "no" corrects only where a clause begins or ends: not in "No 5 wire"."""
    near = [token.kind for token in (*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2])]
    return tokens[at].lower != "no" or at == 0 or near[0] in "CSJk" or near[-1] in "Ck"


def _join_names(clauses):
    """ "loading and unloading 500" is one thing: names without a number go with the named thing they lead to."""
    result = []
    for clause in clauses:
        held = _held(result) if clause.joiner == "J" else []
        if held and clause.names and clause.counts and clause.kinds[0] not in "NMP":
            tokens = list(held[0].tokens)
            for row in held[1:]:
                tokens += [_glue(",", tokens[-1].end), *row.tokens]
            tokens += [_glue("and", tokens[-1].end + 1), *clause.tokens]
            result[-len(held) :] = [Clause(tokens, held[0].joiner, held[0].corrects)]
        else:
            result.append(clause)
    return result


def _glue(text, at):
    return t.Token("w" if text else ",", text, at, at)


def _held(clauses):
    """The clauses just before that name things and hold no number."""
    held = []
    for row in reversed(clauses):
        if row.counts or not row.names or row.corrects or "L" in row.kinds or "z" in row.kinds:
            break
        held.insert(0, row)
        if row.joiner != "C":
            break
    return held


def _attach(clauses):
    result = []
    for clause in clauses:
        before = result[-1] if result else None
        if before and not clause.corrects and _adds(before, clause):
            tokens = [*before.tokens, _glue("", clause.tokens[0].start), *clause.tokens]
            result[-1] = Clause(tokens, before.joiner, before.corrects)
        else:
            result.append(clause)
    return result


def _counts_again(before, clause):
    """ "3500 mahina, 4 mahine ka kiraya": the same unit, once with its price and once with its count."""
    return re.match("[aH]*NU", clause.kinds) and t.unit_values(before.tokens) == t.unit_values(clause.tokens)


def _explains(before, clause):
    """ "15000 ka kaam, bijli fitting": one says only that it is work, the other which, and one has the price."""
    said = [{token.lower for token in row.tokens if token.kind in "wU"} for row in (before, clause)]
    return before.counts != clause.counts and any(words and words <= _ANY_WORK for words in said)


_ANY_WORK = frozenset(fold(word) for word in ("work", "job", "kaam", "kam", "काम", "kazi", "pura", "पूरा"))


def _adds(before, clause):
    """Whether one of two neighbours has the name and the other only numbers: "10 bags of cement, 750 each"."""
    if "L" in before.kinds + clause.kinds or before.corrects and not before.names:
        return False
    if clause.names and before.names:
        return clause.joiner in "CH" and _explains(before, clause)
    if clause.names:
        return before.counts and not before.names and bool(re.match(r"[AT]|.*[ERv]", before.kinds))
    if not before.names and re.search("[ERv]", before.kinds) and re.fullmatch("[aH]*NU", clause.kinds):
        # "1500 per visit, 4 visits": what was visited comes next.
        return True
    if not before.names and re.fullmatch(r"[aH]*NU", before.kinds):
        # "60 thali, 150 wali": the unit is what is sold.
        return bool(re.search("[AERBZM]", clause.kinds)) or _counts_again(before, clause)
    if re.fullmatch("[av]+", clause.kinds):
        # "CCTV AMC, quarterly, 6,000 per quarter"
        return True
    checks = "T" in clause.kinds and (
        re.search(r"[AERv]", before.kinds) or items.read(before.tokens).rate is not None
    )
    return clause.counts and before.names and not checks
