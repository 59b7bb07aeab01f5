"""Void, write-off and credit notes of an invoice."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response

from invoicing import answers, schemas, selectors
from invoicing.selectors.credit_notes import find_credit_note
from invoicing.services.credit_notes import credit_invoice
from invoicing.services.debit_notes import debit_invoice
from invoicing.services.voiding import void_invoice, write_off
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today


class Voiding(BusinessApi):
    permissions = {"POST": "invoices.void"}
    act = staticmethod(void_invoice)

    @extend_schema(request=schemas.VoidIn, responses=schemas.InvoiceOut)
    def post(self, request, invoice_id):
        asked = read(schemas.VoidIn, request.data)
        invoice = self.act(selectors.find_invoice(invoice_id), reason=asked["reason"], by=request.user)
        return Response(answers.invoice(invoice, today(self.business)))


class WriteOff(Voiding):
    act = staticmethod(write_off)


class CreditNotes(BusinessApi):
    permissions = {"GET": "invoices.view", "POST": "invoices.void"}

    @extend_schema(responses=schemas.CreditNoteListOut)
    def get(self, request, invoice_id):
        rows = selectors.find_invoice(invoice_id).credit_notes.select_related("party", "invoice")
        return Response({"credit_notes": [answers.credit_note(row) for row in rows.order_by("number")]})

    @extend_schema(request=schemas.CreditNoteIn, responses={201: schemas.CreditNoteOut})
    def post(self, request, invoice_id):
        """All that is left, some `items` ({position, quantity}) or an `amount` off the price."""
        asked = read(schemas.CreditNoteIn, request.data)
        items = asked.pop("items", None)
        quantities = None if items is None else {row["position"]: row["quantity"] for row in items}
        invoice = selectors.find_invoice(invoice_id)
        note = credit_invoice(invoice, quantities=quantities, by=request.user, **asked)
        return Response(answers.credit_note(note), status=status.HTTP_201_CREATED)


class DebitNotes(BusinessApi):
    """What an invoice asked too little; the answer is a document that is paid like an invoice."""

    permissions = {"GET": "invoices.view", "POST": "invoices.issue"}

    @extend_schema(responses=schemas.DebitNoteListOut)
    def get(self, request, invoice_id):
        rows = selectors.find_invoice(invoice_id).debit_notes.select_related("party", "against")
        day = today(self.business)
        return Response({"debit_notes": [answers.invoice(row, day) for row in rows.order_by("number")]})

    @extend_schema(request=schemas.DebitNoteIn, responses={201: schemas.InvoiceOut})
    def post(self, request, invoice_id):
        asked = read(schemas.DebitNoteIn, request.data)
        invoice = selectors.find_invoice(invoice_id)
        note = debit_invoice(invoice, lines=asked.pop("items"), by=request.user, **asked)
        return Response(answers.invoice(note, today(self.business)), status=status.HTTP_201_CREATED)


class OneCreditNote(BusinessApi):
    permissions = {"GET": "invoices.view"}

    @extend_schema(responses=schemas.CreditNoteOut)
    def get(self, request, credit_note_id):
        return Response(answers.credit_note(find_credit_note(credit_note_id)))
