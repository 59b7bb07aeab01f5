"""Invoices of the past: they keep their numbers, count in the khata, and wait with the walk-ins for their customer.

The kind "invoices" of an import (smartkhata/panels.py). A past invoice is one line without tax: its tax was
declared where it was issued.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from customers.columns import INVOICE_FIELDS
from customers.models import ImportRow
from customers.services.history import remember_payments
from customers.services.imports.findings import Finding
from customers.services.posting import Line, post_many
from customers.services.walk_ins import walk_in_party
from invoicing.models import Allocation, Invoice, InvoiceLine, Method, NumberSeries, Payment
from invoicing.numbering import MAX_LENGTH, next_pay_code, stripped, written
from invoicing.services.sealing import seal_of
from invoicing.services.standing import keep_standing
from smartkhata.core import money, phones
from smartkhata.core.clock import today
from smartkhata.core.counters import next_value
from smartkhata.core.errors import DomainError

Outcome = ImportRow.Outcome
PIECE = 1_000
TITLE, LINE = "Past invoice", "As in the old book"
FIRST_DAY = date(2000, 1, 1)
# The day comes first in India and Kenya; the month first only where it is written out.
_DATES = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y", "%d/%m/%y", "%d %b %Y", "%d-%b-%Y", "%d %B %Y",
          "%d-%b-%y", "%b %d, %Y", "%Y/%m/%d", "%Y-%m-%d %H:%M:%S")  # fmt: skip
ZERO = Decimal("0.00")


class PastInvoices:
    fields = INVOICE_FIELDS

    def __init__(self, business, brought):
        self.business, self.brought = business, brought
        self.day, self.seen = today(business), {}
        self.coming = list(NumberSeries.objects.filter(kind="invoice"))

    def check_columns(self, columns):
        if missing := {"number", "date", "total"} - set(columns):
            text = _("Say which columns of the file hold these of the invoices: %(all)s.")
            raise DomainError(text % {"all": ", ".join(sorted(missing))}, code="bad_columns")

    def findings(self, records):
        """[Finding] of (line, {field: text}) pairs; one query for all of them."""
        read = [self._read(line, record) for line, record in records]
        keys = [stripped(row.values["number"]) for row in read if row.values]
        known = {invoice.number_key: invoice for invoice in Invoice.objects.filter(number_key__in=keys)}
        for row in read:
            if row.values:
                self._place(row, known.get(stripped(row.values["number"])))
        return read

    def apply(self, *, by_id, at):
        walk_in = walk_in_party()
        rows = list(
            self.brought.rows.filter(outcome=Outcome.NEW)
            .order_by("position")
            .values_list("values", flat=True)
        )
        for start in range(0, len(rows), PIECE):
            self._write(walk_in, rows[start : start + PIECE], by_id, at)
        remember_payments([walk_in.pk])
        keep_standing(walk_in)

    def undo(self, *, by_id, at):
        text = _(
            "Invoices keep their numbers for ever, so they can't leave the book. Void those that are wrong."
        )
        raise DomainError(text, code="not_undoable", status=409)

    def _read(self, line, record):
        row = Finding(line, Outcome.ERROR, f"{record.get('number') or ''} {record.get('name') or ''}".strip())
        try:
            row.values = self._values(record, row)
            row.outcome = Outcome.NEW
        except DomainError as error:
            row.note = error.message
        return row

    def _values(self, record, row):
        number = " ".join((record["number"] or "").split())
        if not stripped(number) or len(number) > MAX_LENGTH:
            raise DomainError(_("Enter an invoice number of 1 to %(n)s characters.") % {"n": MAX_LENGTH})
        on = self._date(record["date"])
        total, paid = _amount(record, "total"), _amount(record, "paid")
        if total is None or total <= 0:
            raise DomainError("Enter a total above 0.")
        left = _amount(record, "balance")
        paid = paid if paid is not None else total - left if left is not None else ZERO
        if not 0 <= paid <= total:
            raise DomainError("What is paid is between 0 and the total.")
        due = (
            self._date(record["due_date"], future=True) if record.get("due_date") else on + timedelta(days=30)
        )
        name = " ".join((record.get("name") or "").split())[:160]
        values = {
            "number": number,
            "on": on,
            "due_on": max(due, on),
            "total": total,
            "paid": paid,
            "name": name,
        }
        return {**values, "phone": self._phone(record.get("phone"), row)}

    def _date(self, text, future=False):
        for form in _DATES:
            try:
                found = datetime.strptime((text or "").strip(), form).date()
            except ValueError:
                continue
            if FIRST_DAY <= found <= (date.max if future else self.day):
                return found
        wrong = _("“%(text)s” is no day in the past. Write it like 31-12-2025.")
        raise DomainError(wrong % {"text": (text or "")[:20]})

    def _phone(self, text, row):
        try:
            return phones.normalise(text, self.business.country) if text else ""
        except DomainError as error:
            row.note = _("Phone left out: %(why)s") % {"why": error.message}
            return ""

    def _place(self, row, invoice):
        key = stripped(row.values["number"])
        if key in self.seen:
            text = _("Line %(line)s has this number already.") % {"line": self.seen[key]}
            row.outcome, row.note = Outcome.DUPLICATE, text
        elif invoice and (invoice.issued_on, invoice.total) == (row.values["on"], row.values["total"]):
            row.outcome = Outcome.SAME
        elif invoice:
            text = _("Your shop has another invoice %(number)s.") % {"number": invoice.number}
            row.outcome, row.note = Outcome.DUPLICATE, text
        elif self._is_coming(key):
            row.outcome = Outcome.ERROR
            row.note = _(
                "Your own series will give this number. Let it start higher in Settings, then look again."
            )
        self.seen.setdefault(key, row.position)

    def _is_coming(self, key):
        """Whether one of the shop's own series has yet to reach this number."""
        for series in self.coming:
            start = stripped("-".join(filter(None, (series.prefix, series.year))))
            serial = key.removeprefix(start)
            if key.startswith(start) and serial.isdecimal() and int(serial) > series.value:
                return key == stripped(written(series.prefix, series.year, int(serial), series.width))
        return False

    def _write(self, walk_in, rows, by_id, at):
        made = [self._documents(walk_in, _clear(row), by_id, at) for row in rows]
        invoices, lines, payments, parts = (list(filter(None, kind)) for kind in zip(*made, strict=True))
        Invoice.objects.bulk_create(invoices)
        InvoiceLine.objects.bulk_create(lines)
        Payment.objects.bulk_create(payments)
        Allocation.objects.bulk_create(parts)
        post_many([*map(_issued, invoices), *map(_received, payments)], by_id=by_id, at=at)

    def _documents(self, walk_in, row, by_id, at):
        """(invoice, its line, the payment, what it settles); the last two None while nothing is paid."""
        total, currency = row["total"], self.business.currency
        invoice = Invoice(
            party=walk_in, number=row["number"], number_key=stripped(row["number"]), pay_code=next_pay_code(),
            title=TITLE, currency=currency, issued_on=row["on"], due_on=row["due_on"], paid=row["paid"],
            seller={"name": self.business.name, "registration": "none"}, subtotal=total, total=total,
            buyer={"name": row["name"], "phone": row["phone"]}, discount=ZERO, tax=ZERO, tax_lines=[],
            round_off=ZERO, created_at=at, created_by_id=by_id,
        )  # fmt: skip
        line = InvoiceLine(
            invoice=invoice, position=1, description=LINE, quantity=Decimal(1), rate=total, discount=ZERO,
            tax_rate=ZERO, amount=total,
        )  # fmt: skip
        invoice.seal = seal_of(invoice, [line])
        if not row["paid"]:
            return invoice, line, None, None
        payment = Payment(
            party=walk_in, number=f"PAST-{next_value('past_receipt'):04d}", amount=row["paid"], currency=currency,
            method=Method.OTHER, received_on=row["on"], note=row["number"], created_at=at, by_id=by_id,
            balance_after=total - row["paid"],
        )  # fmt: skip
        return (
            invoice,
            line,
            payment,
            Allocation(payment=payment, invoice=invoice, amount=row["paid"], on=row["on"]),
        )


def _clear(row):
    amounts = {field: Decimal(row[field]) for field in ("total", "paid")}
    days = {field: date.fromisoformat(row[field]) for field in ("on", "due_on")}
    return {**row, **amounts, **days}


def _issued(invoice):
    source = f"invoice:{invoice.pk}:issued"
    return Line(invoice.party_id, "invoice", invoice.total, invoice.issued_on, source, invoice.number)


def _received(payment):
    source = f"payment:{payment.pk}:recorded"
    return Line(payment.party_id, "payment", -payment.amount, payment.received_on, source, payment.note)


NO_AMOUNT = {
    "total": gettext_noop("“%(text)s” is no total. Write it like 1500 or 1,500.50."),
    "paid": gettext_noop("“%(text)s” is no paid amount. Write it like 1500 or 1,500.50."),
    "balance": gettext_noop("“%(text)s” is no balance. Write it like 1500 or 1,500.50."),
}


def _amount(record, field):
    text = record.get(field)
    if not (text or "").strip():
        return None
    try:
        return money.to_amount(text)
    except DomainError:
        raise DomainError(gettext(NO_AMOUNT[field]) % {"text": text[:30]}) from None
