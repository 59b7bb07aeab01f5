"""Sending a draft or an invoice, and what became of messages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from customers.selectors import find_party
from invoicing.selectors import find_draft, find_invoice
from invoicing.services.invoices import accept_draft
from notifications import schemas, selectors
from notifications.services.outbox import send_invoice
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read
from smartkhata.core import phones
from smartkhata.core.errors import DomainError
from smartkhata.core.waiting import wait_for

SEND_SECONDS = 3
ONLY_BY_EMAIL = "Your own words go by e-mail only; this text is fixed."


class SendingApi(BusinessApi):
    """Queues in a short scope, then waits up to 3 s for the channels' answers."""

    permissions = {"POST": "invoices.send"}
    scoped = False

    def send(self, request, find):
        asked = read(schemas.SendIn, request.data)
        if asked["schedule_send"]:
            text = "Sending later is not possible yet. Leave schedule_send empty to send now."
            raise DomainError(text, code="schedule_unsupported", fields={"schedule_send": text})
        message = asked["custom_message"] or ""
        recipients = self._recipients(asked.get("recipients", {}))
        with self.scope():
            invoice = find()
            told = send_invoice(
                invoice,
                channels=schemas.VIA[asked["send_via"]],
                by=request.user,
                include_pdf=asked["include_pdf"],
                message=message,
                recipients=recipients,
            )
        keys = [row.pk for rows in told.values() if isinstance(rows, list) for row in rows]
        wait_for(lambda: not self._waiting(keys), seconds=SEND_SECONDS)
        with self.scope():
            return Response(_answer(invoice, told, message))

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


class CustomerNotifications(BusinessApi):
    """Endpoint 13: what was told to a customer, newest first."""

    permissions = {"GET": "customers.view"}

    @extend_schema(
        parameters=[
            OpenApiParameter("type", description="invoice_created (or invoice_sent), receipt_sent, ..."),
            OpenApiParameter("channel", description="sms, email, whatsapp"),
            OpenApiParameter("status", description="pending, sent, delivered, opened, bounced, failed"),
            *PAGE_PARAMETERS,
        ],
        responses=schemas.NotificationListOut,
    )
    def get(self, request, customer_id):
        asked = request.query_params
        rows = selectors.messages(
            party=find_party(customer_id),
            kind=asked.get("type", ""),
            channel=asked.get("channel", ""),
            status=asked.get("status", ""),
        )
        return Response(page(request, rows, name="notifications", show=selectors.answer))


class DeliveryStatus(BusinessApi):
    """Endpoint 14: how far the invoice's latest e-mail and SMS have come."""

    permissions = {"GET": "invoices.view"}

    @extend_schema(responses=schemas.DeliveryOut)
    def get(self, request, invoice_id):
        return Response(selectors.delivery_of(find_invoice(invoice_id)))


def _answer(invoice, told, message):
    via = {channel: selectors.channel_answer(rows) for channel, rows in told.items()}
    if message:
        for channel in via.keys() - {"email"}:
            via[channel]["note"] = ONLY_BY_EMAIL
    return {
        "invoice_id": invoice.number,
        "id": invoice.pk,
        "status": _status([entry["status"] for entry in via.values()]),
        "sent_via": via,
        "tracking": {
            f"{channel}_tracking_id": rows[0].number if isinstance(rows, list) else None
            for channel, rows in told.items()
        },
    }


def _status(statuses):
    """Sent as soon as one channel has it: the customer can be reached."""
    if set(statuses) - {"pending", "failed"}:
        return "sent"
    return "pending" if "pending" in statuses else "failed"
