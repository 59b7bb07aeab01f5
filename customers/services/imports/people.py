"""Rows that are customers: who is new, who is known, and who has somebody else's phone."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from customers.columns import CUSTOMER_FIELDS
from customers.field_words import FIELDS
from customers.models import ImportRow, Party
from customers.namesakes import same_first_name
from customers.search import fold
from customers.services.imports.cleaning import clean
from customers.services.imports.findings import SEARCHED, Finding, found_by, sealed
from customers.services.imports.undoing import take_back
from customers.services.imports.writing import add_new, change_known
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError

Outcome = ImportRow.Outcome
# Derived from others, or said only of a new party.
_NOT_COMPARED = {"name_key", "opening_balance", "state_code"}
_KEYS = ("number", "name", "name_key", "state_code", "status", *SEARCHED)
_BOTH = {"phone": ("phone", "secondary_phone"), "email": ("email", "secondary_email")}
_SEARCHED, _DERIVED = {"name", *SEARCHED}, {"name_key", *Party.FOUND_BY}
# Columns of a file that are part of another detail.
_DETAILS = dict.fromkeys(("street", "city", "state", "postal_code", "country"), "address") | {
    "company": "business_type"
}
KEPT = gettext_noop("The balance in the khata is left as it is.")
LEFT_OUT = {
    "phone": gettext_noop("The second phone is somebody else's and was left out."),
    "email": gettext_noop("The second e-mail is somebody else's and was left out."),
}
TAKEN = {
    "phone": gettext_noop(
        "This phone belongs to %(name)s (%(number)s). Give another phone, or merge the two."
    ),
    "email": gettext_noop(
        "This e-mail belongs to %(name)s (%(number)s). Give another e-mail, or merge the two."
    ),
}


class People:
    """The kind "customers" (smartkhata/panels.py)."""

    fields = CUSTOMER_FIELDS

    def __init__(self, business, brought):
        self.business, self.brought = business, brought
        # What earlier rows of the same file said: phone, e-mail or lonely name -> (line, name).
        self.seen = {}

    def check_columns(self, columns):
        if not {"name", "first_name", "company"} & set(columns):
            raise DomainError("Say which column holds the names.", code="bad_columns")

    def findings(self, records):
        """[Finding] of (line, {field: text}) pairs; a few queries for all of them."""
        read = [self._read(line, record) for line, record in records]
        good = [row for row in read if row.outcome != Outcome.ERROR]
        known = _Known([row.values for row in good], self.brought.columns)
        for row in good:
            self._place(row, known)
            row.values = sealed(row.values)
        return read

    def apply(self, *, by_id, at):
        add_new(self.brought, on=today(self.business, now=at), by_id=by_id, at=at)
        change_known(self.brought, by_id=by_id, at=at)

    def undo(self, *, by_id, at):
        take_back(self.brought, on=today(self.business, now=at), by_id=by_id, at=at)

    def _read(self, line, record):
        label = " ".join(filter(None, (record.get("name") or record.get("first_name"), record.get("phone"))))
        row = Finding(line, Outcome.NEW, label)
        try:
            row.values, row.note = clean(record, self.business.country)
        except DomainError as error:
            row.outcome = Outcome.ERROR
            row.note = " ".join(error.fields.values() or [error.message])
        return row

    def _place(self, row, known):
        keys = _keys(row.values)
        if twin := next((self.seen[key] for key in keys if key in self.seen), None):
            row.outcome, row.note = Outcome.DUPLICATE, _twice(row, keys, *twin)
            return
        party, problem = known.find(row.values)
        if problem:
            row.outcome, row.note, row.party = Outcome.DUPLICATE, problem, party and party.pk
            return
        self._keep_second_contacts(row, party, known)
        self.seen |= dict.fromkeys(keys, (row.position, row.values["name"]))
        if party:
            self._compare(row, party)
        else:
            row.values |= found_by(row.values)

    def _keep_second_contacts(self, row, party, known):
        """A second phone or e-mail that is somebody's already is left out: it may be one customer's only."""
        for what, (first, second) in _BOTH.items():
            if not (value := row.values.get(second)):
                continue
            holder = known.holder(what, value)
            if value == row.values.get(first):
                del row.values[second]
            elif (holder and holder != party) or (what, value) in self.seen:
                del row.values[second]
                row.note = f"{row.note} {_(LEFT_OUT[what])}".strip()
            else:
                self.seen[what, value] = (row.position, row.values["name"])

    def _compare(self, row, party):
        row.party = party.pk
        if row.values.get("opening_balance"):
            row.note = f"{row.note} {_(KEPT)}".strip()
        changes = _changes(row.values, party) if self.brought.change_known else {}
        row.outcome = Outcome.CHANGED if changes else Outcome.SAME
        if changes:
            fields = ", ".join(str(FIELDS.get(field, field)) for field in changes if field not in _DERIVED)
            new = _("New in %(number)s: %(fields)s.") % {"number": party.number, "fields": fields}
            row.note = f"{new} {row.note}".strip()
        row.values = changes


class _Known:
    """The parties of the khata that the rows of one chunk may be about. Each is fetched once, by the surest key."""

    def __init__(self, rows, columns):
        self.by = {"phone": {}, "email": {}}
        self.by_name = {}
        beside = [f"{name[:-1]}_rows" for name in ("tags", "notes") if name in columns]
        book = Party.objects.filter(is_walk_in=False).order_by("-status").prefetch_related(*beside)
        self.book = book.only(*_KEYS, *_columns_of(columns))
        if not self.book.exists():
            return
        for what in self.by:
            for field in (what, f"secondary_{what}"):
                self._fill(what, field, {row[key] for row in rows for key in _BOTH[what] if row.get(key)})
        rows = [row for row in rows if not self._has(row)]
        for party in self.book.filter(name_key__in={row["name_key"] for row in rows}):
            self.by_name.setdefault(party.name_key, []).append(party)

    def _fill(self, what, field, wanted):
        for party in self.book.filter(**{f"{field}__in": wanted - set(self.by[what])}) if wanted else ():
            self.by[what].setdefault(getattr(party, field), party)

    def _has(self, row):
        return any(row.get(what) in found for what, found in self.by.items())

    def holder(self, what, value):
        """The party that has this phone or e-mail, first or second."""
        return self.by[what].get(value)

    def find(self, row):
        """(party, problem): the party a row is about, or what stands in the way of knowing it."""
        for what, taken in TAKEN.items():
            party = self.holder(what, row.get(what))
            if party and same_first_name(party.name, row["name"]):
                return party, ""
            if party:
                return party, _(taken) % {"name": party.name, "number": party.number}
        namesakes = [
            one for one in self.by_name.get(row["name_key"], ()) if not (one.phone and row.get("phone"))
        ]
        if len(namesakes) > 1:
            text = _("%(n)s customers are called %(name)s. Add the phone, so that one is meant.")
            return None, text % {"n": len(namesakes), "name": row["name"]}
        return (namesakes[0], "") if namesakes else (None, "")


def _twice(row, keys, line, name):
    if same_first_name(name, row.values["name"]):
        return _("Line %(line)s is about the same customer.") % {"line": line}
    text = _("%(what)s stands on line %(line)s already, for %(name)s. Give another phone, or one name.")
    return text % {"what": keys[0][1], "line": line, "name": name}


def _columns_of(columns):
    """The columns of a party that a file with these columns can change."""
    names = {_DETAILS.get(field, field) for field in columns}
    return [field.attname for field in Party._meta.concrete_fields if field.attname in names]


def _keys(row):
    """By what a row is recognised: phone and e-mail, or the name alone."""
    keys = [(field, row[field]) for field in ("phone", "email") if row.get(field)]
    return keys or [("name", fold(row["name"]))]


def _changes(row, party):
    """What the file knows and the khata does not, or knows otherwise; tags are added, never taken."""
    changes = {}
    for field, value in row.items():
        if field == "tags":
            kept = {fold(tag) for tag in party.tags}
            value, stored = [tag for tag in value if fold(tag) not in kept], []
        elif field == "notes":
            stored = party.notes and value
        elif field in _NOT_COMPARED:
            continue
        else:
            stored = getattr(party, field)
        if value and value != stored:
            changes[field] = value
    if "name" in changes:
        changes["name_key"] = row["name_key"]
    if row.get("state_code") and not party.state_code:
        changes["state_code"] = row["state_code"]
    return changes | found_by(changes, party) if _SEARCHED & set(changes) else changes
