"""Clauses that sell nothing: the number of a paper, a heading, a rate that is told later."""

import re

from invoicing.drafting.local.fillers import ANY_WORK, PARTS_OF_WORK, PREFACES, UNSETTLED
from invoicing.drafting.local.pairs import BALANCE
from invoicing.drafting.local.specs import PAPER
from invoicing.drafting.local.words.english import PAPERS


def is_preface(clause):
    """ "as agreed on phone", "deliver on 24th", "balance on delivery": about the sale, and nothing that is sold."""
    first = clause.tokens[0].lower
    if clause.counts or len(clause.tokens) < 2:
        return False
    return first in PREFACES or first in BALANCE or bool(re.fullmatch("w{1,2}[ob]+a?[dr]", clause.kinds))


def is_unsettled(clause):
    """A clause about the rate that names no number: it is told later."""
    words = {token.lower for token in clause.tokens}
    return not clause.counts and (clause.kinds[0] in "AT" or "rate" in words) and bool(words & UNSETTLED)


def is_heading(clause, following):
    """ "for plumbing work, labour 4,500 and materials 7,850": what the parts belong to."""
    if clause.counts or following is None or not clause.names:
        return False
    parts = {token.lower for token in following.tokens}
    return clause.tokens[-1].lower in ANY_WORK and following.counts and bool(parts & PARTS_OF_WORK)


def is_paper(clause):
    """ "PO 4512" names a paper, not a thing sold."""
    rest = clause.kinds[1:]
    if clause.tokens[0].value == PAPER:
        return not clause.counts
    return clause.tokens[0].lower in PAPERS and rest in ("N", "HN", "wN", "wHN", "w", "Hw")
