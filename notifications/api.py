"""Sending a draft or an invoice, and what became of messages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from customers.selectors import find_party
from invoicing.selectors import find_draft, find_invoice
from invoicing.services.invoices import accept_draft
from notifications import schemas, selectors
from notifications.models import Notification
from notifications.services.outbox import send_invoice
from notifications.states import status_of
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read
from smartkhata.core import phones
from smartkhata.core.errors import DomainError
from smartkhata.core.waiting import wait_for

SEND_SECONDS = 3
PENDING = ("queued", "submitting")


class SendingApi(BusinessApi):
    """Queues in a short scope, then waits up to 3 s for the channels' answers."""

    permissions = {"POST": "invoices.send"}
    scoped = False

    def send(self, request, find):
        asked = read(schemas.SendIn, request.data)
        if asked["schedule_send"]:
            text = "Sending later is not possible yet. Leave schedule_send empty to send now."
            raise DomainError(text, code="schedule_unsupported", fields={"schedule_send": text})
        with self.scope():
            invoice = find()
            told = send_invoice(
                invoice,
                channels=schemas.VIA[asked["send_via"]],
                by=request.user,
                include_pdf=asked["include_pdf"],
                message=asked["custom_message"] or "",
                recipients=self._recipients(asked.get("recipients")),
            )
            if not any(isinstance(rows, list) for rows in told.values()):
                text = f"{invoice.party.name} has no phone number and no e-mail address. Add one first."
                raise DomainError(text, code="no_recipient")
        wait_for(lambda: not self._pending(told), seconds=SEND_SECONDS)
        with self.scope():
            return Response(_answer(invoice, told))

    def _recipients(self, asked):
        if not asked:
            return None
        numbers = [phones.normalise(phone, self.business.country) for phone in asked.get("phone", [])]
        return {"email": asked.get("email", []), "phone": numbers}

    def _pending(self, told):
        keys = [row.pk for rows in told.values() if isinstance(rows, list) for row in rows]
        with self.scope():
            return Notification.objects.filter(pk__in=keys, state__in=PENDING).exists()


class SendDraft(SendingApi):
    """Endpoint 9: issue the draft and send the invoice."""

    @extend_schema(request=schemas.SendIn, responses=schemas.SentOut)
    def post(self, request, customer_id, draft_id):
        return self.send(
            request,
            lambda: accept_draft(find_draft(draft_id, party=find_party(customer_id)), by=request.user),
        )


class SendInvoice(SendingApi):
    """Endpoint 12: send an issued invoice again, perhaps to somebody else."""

    @extend_schema(request=schemas.SendIn, responses=schemas.SentOut)
    def post(self, request, invoice_id):
        return self.send(request, lambda: find_invoice(invoice_id))


class CustomerNotifications(BusinessApi):
    permissions = {"GET": "customers.view"}

    @extend_schema(
        parameters=[OpenApiParameter("type"), *PAGE_PARAMETERS], responses=schemas.NotificationListOut
    )
    def get(self, request, customer_id):
        rows = selectors.messages(party=find_party(customer_id), kind=request.query_params.get("type", ""))
        return Response(page(request, rows, name="notifications", show=selectors.answer))


class DeliveryStatus(BusinessApi):
    permissions = {"GET": "invoices.view"}

    @extend_schema(responses=schemas.DeliveryOut)
    def get(self, request, invoice_id):
        return Response(selectors.delivery_of(find_invoice(invoice_id)))


def _answer(invoice, told):
    keys = [row.pk for rows in told.values() if isinstance(rows, list) for row in rows]
    fresh = {row.pk: row for row in Notification.objects.filter(pk__in=keys)}
    via = {channel: _channel(rows, fresh) for channel, rows in told.items()}
    return {
        "invoice_id": invoice.number,
        "id": invoice.pk,
        "status": "sent" if any(entry["status"] == "sent" for entry in via.values()) else "pending",
        "sent_via": via,
        "tracking": {
            f"{channel}_tracking_id": rows[0].number if isinstance(rows, list) else None
            for channel, rows in told.items()
        },
    }


def _channel(rows, fresh):
    if isinstance(rows, str):
        return {"status": "failed", "sent_to": None, "sent_at": None, "error": rows}
    row = fresh[rows[0].pk]
    return {
        "status": status_of(row.state),
        "sent_to": ", ".join(fresh[each.pk].recipient for each in rows),
        "sent_at": row.sent_at,
        "error": row.error_message or None,
    }
