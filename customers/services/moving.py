"""How the rows of one table change hands when two parties turn out to be one, and how they come back."""

from django.apps import apps
from django.conf import settings
from django.db.models import UniqueConstraint
from django.db.models.functions import Coalesce
from django.utils.module_loading import import_string


class Move:
    """The rows of `label` (``"invoicing.Invoice"``) that belong to `gone` and come to `kept`.

    Where the table has room for one row of a party (a preference, a bill of a batch) and `kept` has it, the row
    of `gone` stays with the alias; smartkhata/panels.py names who says what the two make of each other.
    """

    def __init__(self, label, gone, kept):
        self.label, self.gone, self.kept = label, gone, kept
        self.model = apps.get_model(label)
        self.has_issued_to = any(field.name == "issued_to" for field in self.model._meta.fields)

    def join(self):
        """Let the rows settle what stands in one place; {row id: {column: [before, after]}} of what changed."""
        settle = import_string(settings.MERGE_JOINS).get(self.label)
        return (
            {pk: was for pair in self._pairs() for pk, was in self._settled(settle, pair)} if settle else {}
        )

    def forth(self):
        """The ids of the rows that are `kept`'s now."""
        stay = [theirs.pk for ours, theirs in self._pairs() if ours]
        rows = self.model.objects.filter(party=self.gone).exclude(pk__in=stay)
        ids = [str(pk) for pk in rows.values_list("pk", flat=True)]
        # Whom a document was issued to stays on record: it is part of its seal.
        issued = {"issued_to": Coalesce("issued_to", "party_id")} if self.has_issued_to else {}
        rows.update(party=self.kept, **issued)
        return ids

    def back(self, ids, joined):
        """The opposite; what rows made of each other is taken back unless somebody changed it since."""
        rows = self.model.objects.filter(pk__in=ids)
        rows.update(party=self.gone)
        if self.has_issued_to:
            rows.filter(issued_to=self.gone.pk).update(issued_to=None)
        for pk, columns in joined.items():
            for column, (before, after) in columns.items():
                self.model.objects.filter(pk=pk, **{column: after}).update(**{column: before})

    def _pairs(self):
        """(row of kept or None, row of gone) where a unique key has room for one row of a party."""
        for fields in self._keys():
            ours, theirs = (
                {tuple(getattr(row, field) for field in fields): row for row in rows}
                for rows in (self.model.objects.filter(party=party) for party in (self.kept, self.gone))
            )
            yield from ((ours.get(key), row) for key, row in theirs.items())

    def _keys(self):
        """What beside the party must differ between two rows, of each unconditional unique key with a party."""
        for rule in self.model._meta.constraints:
            if isinstance(rule, UniqueConstraint) and rule.condition is None and "party" in rule.fields:
                others = [name for name in rule.fields if name not in ("party", "business")]
                yield [self.model._meta.get_field(name).attname for name in others]

    def _settled(self, settle, pair):
        """(row id, {column: [before, after]}) of the rows that `settle` (a dotted name) changed."""
        columns, pair = [field.attname for field in self.model._meta.concrete_fields], list(pair)
        before = [{column: getattr(row, column, None) for column in columns} for row in pair]
        import_string(settle)(*pair)
        for row, was in zip(pair, before, strict=True):
            now = {name: getattr(row, name, None) for name in columns}
            changed = {name: now[name] for name in columns if now[name] != was[name]}
            # Only where nobody else changed it in between: a bill may be issued at this moment.
            asked = {name: was[name] for name in changed}
            if changed and self.model.objects.filter(pk=row.pk, **asked).update(**changed):
                yield str(row.pk), {name: [was[name], now[name]] for name in changed}
