"""Sending a draft or an invoice: queued in a short scope, then answered channel by channel."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from customers.selectors import find_party
from invoicing.selectors import find_draft, find_invoice
from invoicing.selectors.credit_notes import find_credit_note
from invoicing.selectors.quotes import find_quote
from invoicing.services.invoices import accept_draft
from notifications import schemas, selectors
from notifications.answers import (
    answer_of,
    answer_to_customer,
    credit_note_answer,
    quote_answer,
    scheduled_answer,
)
from notifications.services.outbox import rows_of, send_invoice
from notifications.services.papers import schedule_credit_note, schedule_quote, send_credit_note, send_quote
from notifications.services.resending import resend
from notifications.services.schedules import schedule_send
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.schema import read
from smartkhata.core import phones
from smartkhata.core.errors import not_found
from smartkhata.core.waiting import wait_for

SEND_SECONDS = 3


class SendingApi(BusinessApi):
    """Queues in a short scope, then waits up to 3 s for the channels' answers."""

    permissions = {"POST": "invoices.send"}
    scoped = False

    def send(self, request, find):
        return self.now_or_later(request, find, send_invoice, schedule_send, answer_of)

    def now_or_later(self, request, find, send, plan, answer):
        """Send what `find` gives, or `plan` it for the moment that was asked for; `answer` is that of a sent one."""
        asked = read(schemas.SendIn, request.data)
        what = self.asked(request, asked)
        if asked["schedule_send"]:
            with self.scope():
                planned = plan(find(), moment=asked["schedule_send"], **what)
                self.keep_for_now(scheduled_answer, planned)
                return Response(scheduled_answer(planned))

        def told_of(document, told):
            return answer(document, told, what["message"])

        return self.tell(find, told_of, send=send, **what)

    def asked(self, request, asked):
        """What both documents' SendIn means to the services."""
        return {
            "channels": schemas.VIA[asked["send_via"]],
            "include_pdf": asked["include_pdf"],
            "message": asked["custom_message"] or "",
            "recipients": self._recipients(asked.get("recipients", {})),
            "by": request.user,
        }

    def tell(self, find, answer, *, send=send_invoice, **what):
        """`answer` of what was sent and {channel: rows or the reason why not}, once the channels answered or 3 s are
        over."""
        with self.scope():
            document = find()
            told = send(document, **what)
            self.keep_for_now(answer, document, told)
        keys = [row.pk for row in rows_of(told)]
        wait_for(lambda: not self._waiting(keys), seconds=SEND_SECONDS)
        with self.scope():
            return Response(answer(document, told))

    def _recipients(self, asked):
        numbers = [phones.normalise(phone, self.business.country) for phone in asked.get("phone", [])]
        return {"email": asked.get("email", []), "phone": numbers}

    def _waiting(self, keys):
        with self.scope():
            return selectors.any_waiting(keys)


class SendDraft(SendingApi):
    """Endpoint 9: issue the draft and send the invoice."""

    @extend_schema(request=schemas.SendIn, responses=schemas.SentOut)
    def post(self, request, customer_id, draft_id):
        def issue():
            return accept_draft(find_draft(draft_id, party=find_party(customer_id)), by=request.user)

        return self.send(request, issue)


class SendInvoice(SendingApi):
    """Endpoint 12: send an issued invoice again, perhaps to somebody else."""

    @extend_schema(request=schemas.SendIn, responses=schemas.SentOut)
    def post(self, request, invoice_id):
        return self.send(request, lambda: find_invoice(invoice_id))


class SendQuote(SendingApi):
    """A quote that waits for its answer."""

    @extend_schema(request=schemas.SendIn, responses=schemas.QuoteSentOut)
    def post(self, request, quote_id):
        return self.now_or_later(
            request, lambda: find_quote(quote_id), send_quote, schedule_quote, quote_answer
        )


class SendCreditNote(SendingApi):
    """A credit note to the customer of its invoice."""

    @extend_schema(request=schemas.SendIn, responses=schemas.CreditNoteSentOut)
    def post(self, request, credit_note_id):
        return self.now_or_later(
            request,
            lambda: find_credit_note(credit_note_id),
            send_credit_note,
            schedule_credit_note,
            credit_note_answer,
        )


class SendToCustomer(SendingApi):
    """Network endpoint 3: an invoice to its own customer, by the channels named."""

    @extend_schema(request=schemas.ToCustomerIn, responses=schemas.ToCustomerOut)
    def post(self, request, invoice_id):
        asked = read(schemas.ToCustomerIn, request.data)

        def find():
            invoice = find_invoice(invoice_id)
            if asked["customer_id"] and find_party(asked["customer_id"]).pk != invoice.party_id:
                raise not_found("This invoice of this customer was not found.")
            return invoice

        return self.tell(
            find,
            lambda invoice, told: answer_to_customer(invoice, told, asked),
            channels=asked["channels"],
            include_pdf=asked["include_pdf_attachment"],
            include_link=asked["include_payment_link"],
            message=asked["custom_message"] or "",
            template=asked["message_template"],
            by=request.user,
        )


class Resending(BusinessApi):
    """One failed message again: the same channel, or another one, or another address."""

    permissions = {"POST": "invoices.send"}

    @extend_schema(request=schemas.ResendIn, responses={201: schemas.NotificationOut})
    def post(self, request, notification_id):
        asked = read(schemas.ResendIn, request.data)
        row = resend(
            selectors.find_message(notification_id),
            channel=asked.get("channel", ""),
            recipient=asked.get("recipient", ""),
            country=self.business.country,
            by=request.user,
        )
        return Response(selectors.answer(row), status=201)
