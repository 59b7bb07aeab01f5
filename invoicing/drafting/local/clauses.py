"""Tokens -> one clause per item, corrections apart."""

import re
from dataclasses import dataclass, replace

from invoicing.drafting.local import joining
from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.fillers import is_filler
from invoicing.drafting.local.specs import PAPER, SPEC
from invoicing.drafting.local.units import FEW


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
        kinds = "".join(
            "_" if is_filler(token) or token.value in (SPEC, PAPER) else token.kind for token in self.tokens
        )
        return bool(re.search(r"(?<!R)(?<!Ra)w|V|(?<![NMRaA])(?<![NM]K)U(?!K[NM])", kinds))

    @property
    def counts(self):
        return any(kind in "NM" for kind in self.kinds)


def split(tokens):
    """The clauses; what only adds a number to its neighbour ("240 per dozen") has joined it."""
    found = _attach(_join_names(_cut(_commas_heard(_listed(tokens)))))
    for before, clause in zip(found, found[1:], strict=False):
        # "sorry 30 not 25, and rate 92"
        also = before.corrects and not before.names and not clause.names
        clause.corrects |= also and bool(re.fullmatch("[aH]*A[aHO]*[NM]E?", clause.kinds))
    return found


def _listed(tokens):
    """ "do vada pav teen lassi": who counts in words says no commas, either."""
    result, kinds = [], t.kinds(tokens)
    for match in re.finditer("(?:^|(?<=[CSJ]))(?:Nw{1,3}){2,}(?=$|[CSJ])", kinds):
        part = tokens[slice(*match.span())]
        few = [not token.text.isdigit() and 0 < token.value < FEW for token in part if token.kind == "N"]
        if all(few):
            result += [match.start() + at for at, token in enumerate(part) if at and token.kind == "N"]
    for at in reversed(result):
        tokens = [*tokens[:at], t.Token("C", "", tokens[at].start, tokens[at].start), *tokens[at:]]
    return tokens


# What a thing costs is told to its end, and the next one is named: "cement 385 each 5 rods at 900 each".
_TOLD = re.compile(r"w[^CSJ]*?[NM](?:E|Ra?U|B)(?=h?N[UO]{0,2}w|w[wKO]*[NM]|w[wKO]*A)")
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
                # "rate is 3,100 actually"
                said_last = turn and bool(clauses) and t.kinds(tokens[at + 1 : at + 2]) in ("", "S")
                clauses.append(Clause(current, joiner, corrects or said_last))
                current, corrects = [], False
            joiner, corrects = token.kind, corrects or turn
        else:
            current.append(
                replace(token, kind="w") if token.kind == "k" and token.lower in _ALSO_NAMES else token
            )
    return [*clauses, Clause(current, joiner, corrects)] if current else clauses


def _turns(tokens, at):
    """A plain "no" corrects only where a clause begins or ends: not in "No 5 wire"."""
    near = [token.kind for token in (*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2])]
    return tokens[at].lower not in _ALSO_NAMES or at == 0 or near[0] in "CSJk" or near[-1] in "Ck"


_ALSO_NAMES = ("no", "change", "rather", "correction")


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
        elif result and _goes_on(result[-1], clause):
            before = result[-1]
            tokens = [*before.tokens, _glue("and", before.tokens[-1].end + 1), *clause.tokens]
            result[-1] = Clause(tokens, before.joiner, before.corrects)
        else:
            result.append(clause)
    return result


def _goes_on(before, clause):
    """ "60,000 for tent and decor": the sum was told first, so both are what it is for."""
    told_first = re.match("[aH]*[NM]F[^NM]*$", before.kinds) and before.names
    return bool(
        told_first and clause.joiner == "J" and clause.names and not re.search("[NMLjz]", clause.kinds)
    )


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
        if before and not clause.corrects and (joining.specifies(clause) or joining.adds(before, clause)):
            tokens = [*before.tokens, _glue("", clause.tokens[0].start), *clause.tokens]
            result[-1] = Clause(tokens, before.joiner, before.corrects)
        else:
            result.append(clause)
    return result
