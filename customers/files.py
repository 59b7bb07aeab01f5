"""The lists of the khata as files: what page and API hand out alike."""

from django.utils.translation import gettext as _

from customers import addresses, selectors
from customers.templatetags.khata import KINDS
from smartkhata.core.sheets import as_file


def customers_file(form, *, business, rows, day):
    """The parties of a queryset (selectors.parties) as csv or xlsx; `day` is today in the shop."""
    return as_file(form, name=f"customers-{day}", business=business, rows=rows.prefetch_related("tag_rows"), columns=[
        (_("Number"), lambda party: party.number),
        (_("Name"), lambda party: party.name),
        (_("Phone"), lambda party: party.phone),
        (_("E-mail"), lambda party: party.email),
        (_("Second phone"), lambda party: party.secondary_phone),
        (_("Address"), lambda party: addresses.lines(party.address).replace("\n", ", ")),
        (_("Tax number"), lambda party: party.tax_id),
        (_("Status"), lambda party: party.status),
        (_("Payment"), lambda party: selectors.payment_status(party, day)),
        (_("Invoices"), lambda party: party.total_invoices),
        (_("Billed"), lambda party: party.total_billed),
        (_("Paid"), lambda party: party.total_paid),
        (_("Outstanding"), lambda party: party.balance),
        (_("Last invoice"), lambda party: party.last_invoice_on),
        (_("Tags"), lambda party: ", ".join(party.tags)),
    ])  # fmt: skip


def khata_file(form, *, business, party, **between):
    """The khata of one party, oldest line first, with the balance after each; `from_on` and `to_on` as in ledger()."""
    rows, name = list(selectors.ledger(party, **between))[::-1], f"khata-{party.number}"
    return as_file(form, name=name, business=business, rows=rows, columns=[
        (_("Date"), lambda entry: entry.on),
        (_("What"), lambda entry: str(KINDS[entry.kind])),
        (_("Note"), lambda entry: entry.note),
        (_("You gave"), lambda entry: entry.amount if entry.amount > 0 else None),
        (_("You got"), lambda entry: -entry.amount if entry.amount < 0 else None),
        (_("Balance"), lambda entry: entry.running),
    ])  # fmt: skip
