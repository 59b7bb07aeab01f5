"""Invoices and payments as files: what page and API hand out alike."""

from django.utils.translation import gettext as _

from invoicing import selectors
from smartkhata.core.sheets import as_file


def invoices_file(form, *, business, rows, day):
    """The invoices of a queryset as csv or xlsx; `day` is today in the shop."""
    name = f"invoices-{day}"
    return as_file(form, name=name, business=business, rows=rows, columns=[
        (_("Number"), lambda invoice: invoice.number),
        (_("Date"), lambda invoice: invoice.issued_on),
        (_("Due"), lambda invoice: invoice.due_on),
        (_("Customer"), lambda invoice: invoice.buyer["name"]),
        (_("Phone"), lambda invoice: invoice.buyer.get("phone", "")),
        (_("Status"), lambda invoice: selectors.state_of(invoice, day)),
        (_("Currency"), lambda invoice: invoice.currency),
        (_("Before tax"), lambda invoice: invoice.subtotal - invoice.discount),
        (_("Tax"), lambda invoice: invoice.tax),
        (_("Total"), lambda invoice: invoice.total),
        (_("Paid"), lambda invoice: invoice.paid),
        (_("Still to pay"), lambda invoice: invoice.balance_due),
    ])  # fmt: skip


def payments_file(form, *, business, rows, day):
    """The payments of a queryset as csv or xlsx."""
    name = f"payments-{day}"
    return as_file(form, name=name, business=business, rows=rows, columns=[
        (_("Receipt"), lambda payment: payment.number),
        (_("Date"), lambda payment: payment.received_on),
        (_("Customer"), lambda payment: payment.party.name),
        (_("Phone"), lambda payment: payment.party.phone),
        (_("How"), lambda payment: payment.get_method_display()),
        (_("Reference"), lambda payment: payment.reference),
        (_("Currency"), lambda payment: payment.currency),
        (_("Amount"), lambda payment: payment.amount),
        (_("Note"), lambda payment: payment.note),
    ])  # fmt: skip
