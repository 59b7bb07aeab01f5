"""A prompt, read clause by clause: its items, and what holds for all of them."""

import re

from invoicing.drafting.history import price_of, same_thing
from invoicing.drafting.local import (
    clauses,
    corrections,
    counting,
    dates,
    discounts,
    fillers,
    items,
    machine,
    opening,
    remarks,
    silence,
    spelling,
    tables,
    terms,
    words,
)
from invoicing.drafting.local import tokens as t
from smartkhata.core.money import half_up

LONGEST = 2000


class Sentence:
    """`items` as they were said; `flags` holds what a person must look at."""

    def __init__(self, context):
        self.context = context
        self.items, self.notes, self.flags = [], [], set()
        self.discount, self.discount_percent = items.NOTHING, None
        self.tax_inclusive, self.due_in_days = False, None

    def read(self, prompt):
        text, ordered = machine.without_orders(prompt[:LONGEST].replace("\r", "\n").strip())
        text = spelling.corrected(text)
        self._flag("prompt_injection", ordered)
        vocabulary, foreign = words.spoken(text, self.context.country)
        text = tables.written_out(text)
        tokens = silence.without(
            opening.without_opening(
                text,
                lambda rest: _names_something(rest, vocabulary),
                lambda who: any(token.kind in "NMPVDg" for token in t.tokenise(who, vocabulary)),
            ),
            vocabulary,
        )
        self._flag("ambiguous", foreign or len(prompt) > LONGEST or t.too_many(text))
        currencies = {token.currency for token in tokens if token.kind == "M"}
        self._flag("currency_mismatch", currencies - {self.context.currency, ""})
        found = clauses.split(self._take_terms(tokens))
        priced = [clause for clause in found if clause.counts and clause.names]
        for number, clause in enumerate(found):
            following = found[number + 1] if number + 1 < len(found) else None
            besides = len(found) > 1 and (priced or "L" in found[0].kinds)
            headed = remarks.is_heading(clause, following) or self._is_addressed(clause, following)
            if headed or besides and self._is_said_besides(clause):
                self.notes.append(t.text(clause.tokens))
            else:
                self._take(clause, last=number == len(found) - 1, alone=len(found) == 1)
        for item in self.items:
            counting.count_later(item, self.items)
        self.items = counting.measured(self.items)
        self._flag("needs_context", not self.items)

    def _is_said_besides(self, clause):
        """Talk, and not what this customer was billed for before."""
        known = (
            bool(set("Ljzs") & set(clause.kinds))
            or remarks.asks_how_many(clause)
            or clause.corrects
            or remarks.is_unsettled(clause)
        )
        # What is said of a tax and was not understood changes every sum.
        self._flag("ambiguous", "V" in clause.kinds and self.items and fillers.tells(clause.tokens))
        return not known and remarks.is_talk(clause) and not price_of(t.text(clause.tokens), "", self.context)

    def _is_addressed(self, clause, following):
        """ "Wanjiku salon, same order as last time": whose it is, where no earlier bill knows it."""
        proper = clause.tokens[0].text[:1].isupper()
        if not following or "L" not in following.kinds or clause.counts or not proper:
            return False
        name = t.text(clause.tokens)
        before = any(same_thing(name, line.description) for line in self.context.last_lines)
        return "L" not in clause.kinds and not before and not price_of(name, "", self.context)

    def _flag(self, flag, is_so):
        if is_so:
            self.flags.add(flag)

    def _take_terms(self, tokens):
        """The tokens without due date and tax."""
        self.due_in_days, unclear, tokens = dates.take_due(tokens, self.context.today)
        self._flag("ambiguous_due", unclear)
        self.tax_inclusive, conflict, tokens = terms.take_tax(tokens, self.context.tax_rate)
        self._flag("tax_conflict", conflict)
        return tokens

    def _take(self, clause, *, last, alone):
        if "L" in clause.kinds:
            self._copy_last()
        elif clause.tokens[0].lower == "not":
            # "not 1500": the number that was said before is in doubt.
            self.flags.add("ambiguous")
        elif self.items and ("j" in clause.kinds or self._leaves_out(clause)):
            self._remove(clause)
        elif self.items and remarks.asks_how_many(clause):
            counting.ask(self.items[-1], clause)
        elif remarks.is_unsettled(clause):
            # The item before stays without its rate.
            return
        elif remarks.is_paper(clause) or not alone and remarks.is_preface(clause):
            self.notes.append(t.text(clause.tokens))
        else:
            self._take_item(clause, last=last, alone=alone)

    def _leaves_out(self, clause):
        """ "same as last month without the filters"."""
        copied = any(row.source == "last invoice" for row in self.items)
        return copied and clause.kinds[0] in "zkD" and not re.search("[NMPV]", clause.kinds) and clause.names

    def _remove(self, clause):
        """ "drop the regulators": its item goes; which one, if none fits?"""
        named = t.text([token for token in clause.tokens if token.kind in "wU"])
        left = [row for row in self.items if not same_thing(named, row.description)]
        self._flag("ambiguous", len(left) == len(self.items) or clause.counts)
        self.items = left

    def _copy_last(self):
        """Same as last month: the last invoice's lines, or a question."""
        self.flags.add("from_last_invoice" if self.context.last_lines else "needs_context")
        if any(row.source == "last invoice" for row in self.items):
            return
        self.items += [
            items.Item(line.description, line.quantity, line.unit, line.rate, source="last invoice")
            for line in self.context.last_lines
        ]

    def _take_item(self, clause, *, last, alone):
        if each := discounts.for_each(clause.tokens, self.items):
            return self._take_off(each[1], unclear=not each[0] or self.discount or self.discount_percent)
        share, amount, tokens = terms.take_discount(clause.tokens)
        # "minus 500 ...", and no discount that could be read.
        self._flag("ambiguous", bool(tokens) and tokens[0].kind == "D" and clause.counts and clause.joiner)
        its_own, tokens = self._take_payment(clause, tokens, alone=alone)
        reduced = share is not None or amount is not None
        if reduced and (row := discounts.row_of(tokens, self.items)):
            return self._take_off(discounts.of(row, share, amount), unclear=self.discount_percent)
        if reduced and self.items and not its_own:
            tokens = discounts.without_talk(tokens)
        item = items.read(tokens)
        # "870 not 780", where it is not clear what is denied.
        self._flag("ambiguous", item.told and any(token.lower == "not" for token in tokens))
        if reduced:
            self._reduce(share, amount, item, clause, last=last)
        denied = next((token.denied for token in tokens if token.denied is not None), None)
        again = denied is not None and corrections.row_of(item, self.items)
        counts_anew = ("u" in clause.kinds and not item.description or again) and self.items
        item.denied = denied
        if clause.corrects or counts_anew or counting.recounts(item, clause, self.items):
            # "make the total 5,000": no number of a line is said.
            self._flag("ambiguous", "T" in clause.kinds)
            self._correct(item, clause)
        elif waiting := counting.waiting(item, self.items) or counting.lasting(
            item, self.items, self.context
        ):
            counting.complete(waiting, item)
        elif item.description:
            if self.items and clause.joiner == "J" and "E" in clause.kinds:
                self.items[-1].doubtful = self.items[-1].told == {"quantity"}
            self._flag("ambiguous", bool(_SHARED & {token.lower for token in clause.tokens}))
            self.items.append(counting.counted(item, self.items))
        elif item.told:
            self._check(item, tokens)
        elif not reduced:
            # "4 percent", and nothing that it is of.
            self._flag("ambiguous", "ambiguous" in item.flags)

    def _take_off(self, amount, *, unclear):
        """A discount of one line is told beside the others', as an amount."""
        self._flag("ambiguous", unclear)
        self.discount += amount
        self.flags.add("line_discount")

    def _take_payment(self, clause, tokens, *, alone):
        """(whether its only number is its own, the tokens without the remark that something was paid)."""
        remark, tokens = terms.take_payment(tokens, alone=alone)
        # "20,000 for the decor received" behind another price: its price, or what was paid of the first?
        its_own = (
            any(token.kind in "NM" for token in tokens) and sum(kind in "NM" for kind in clause.kinds) == 1
        )
        self._flag("ambiguous", remark and its_own and not alone and self.items)
        if remark:
            self.flags.add("payment_mentioned")
            self.notes.append(remark)
        return its_own, tokens

    def _reduce(self, share, amount, item, clause, *, last):
        """A discount in a clause of its own is the document's; one among other items is its item's."""
        beside_others = bool(item.description) and (self.items or not last)
        of_item = beside_others and not last and share is not None and item.rate is not None and item.quantity
        twice = (self.discount or self.discount_percent) and not clause.corrects
        # "a chair and a table less 10%": of the table or of both?
        self._flag("ambiguous", twice or beside_others and not of_item and share is not None)
        if of_item:
            self.discount += discounts.of(item, share, None)
            self.flags.add("line_discount")
        else:
            self.discount, self.discount_percent = amount or items.NOTHING, share

    def _correct(self, item, clause):
        corrected = corrections.row_of(item, self.items)
        if corrected:
            self._flag("ambiguous", not corrections.apply(item, corrected))
        elif item.description and item.told:
            # It corrects what was never said: meant besides, or misheard?
            self._flag("ambiguous", self.items and not {"G", "J"} & set(clause.kinds))
            self.items.append(counting.counted(item, self.items))
        else:
            # "no rush" changes nothing; "no, make it 4" without an item before asks which.
            self._flag("needs_context", item.told)

    def _check(self, item, tokens):
        """A number that names nothing: "total 45,000" must be what the items make, else something was misread."""
        makes = None
        if self.items and all(row.quantity and row.rate is not None for row in self.items):
            makes = sum(row.quantity * row.rate for row in self.items)
        sums = {makes, makes and half_up(makes * (100 + self.context.tax_rate) / 100)}
        self._flag("ambiguous", item.rate is None or item.rate not in sums or "T" not in t.kinds(tokens))


# "5 chairs and 5 tables, both at 900 each"
_SHARED = frozenset(("both", "respectively", "dono", "दोनों", "wote", "mtawalia"))


def figures_said(prompt, context):
    """Every number that the sentence says, in digits or words (Decimals), orders to the machine left out."""
    text, _ = machine.without_orders(prompt[:LONGEST])
    vocabulary, _ = words.spoken(text, context.country)
    return {token.value for token in t.tokenise(text, vocabulary) if token.kind in "NM"}


def _names_something(text, vocabulary):
    return any(clause.names for clause in clauses.split(silence.without(text, vocabulary)))
