"""A shop with one of everything, and the address of every route in it."""

from datetime import UTC, date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver

from customers.models import Party
from customers.services.ledger import note_entry
from customers.services.merging import merge_parties
from customers.services.notes import add_note
from customers.services.views import save_view
from customers.testing import a_party, an_import
from invoicing.models import PlanPeriod
from invoicing.services.batches import start_batch
from invoicing.services.claims import claim_payment
from invoicing.services.credit_notes import credit_invoice
from invoicing.services.credits import refund_credit
from invoicing.services.items import add_item
from invoicing.services.payments import record_payment
from invoicing.services.quotes import give_quote
from invoicing.services.recurring import start_plan
from invoicing.services.templates import current_version
from invoicing.testing import LINE, a_draft, an_invoice
from notifications.models import Notice
from notifications.services.broadcasting import broadcast
from notifications.services.outbox import send_invoice
from notifications.services.schedules import schedule_send
from smartkhata.accounts.models import Membership
from smartkhata.accounts.services.team import invite
from smartkhata.core.files import keep_document
from smartkhata.core.models import Event

DAY = date(2026, 11, 20)
MOMENT = datetime(2026, 11, 20, 10, tzinfo=UTC)


def furnish(person):
    """Rows of each kind in the person's shop, by the name that routes call them."""
    with person.scope():
        party = a_party(person.user, tags=["vip"])
        khata = _khata_of(party, person.user)
        invoice = an_invoice(person.user, party)
        draft = a_draft(person.user, party)
        money = _money(person, party, invoice)
        invitation = invite(person.business, email="new@example.com", role="clerk", by=person.user)
        item = add_item(name="Web hosting", unit="month", rate="15000", by=person.user)
        member = Membership.objects.earliest("created_at")
        kept = keep_document(SimpleUploadedFile("po.pdf", b"%PDF-1.7"), subject=draft, by=person.user)
        more = _told(person, invoice) | _planned(person, party) | _brought_in(person)
    return {
        **money,
        **more,
        "shop": person.business.slug,
        "guide": "not-received",
        "party": party.pk,
        "customer_id": party.number,
        **khata,
        "draft": draft.pk,
        "draft_id": draft.number,
        "invoice": invoice.pk,
        "invoice_id": invoice.number,
        "business": person.business.pk,
        "target": invoice.pk,
        "file": kept.pk,
        "member": member.pk,
        "item": item.pk,
        "item_id": item.pk,
        "invitation": invitation.pk,
    }


def _brought_in(person):
    """A file that was brought in, and two customers who turned out to be one."""
    brought = an_import(person.user, "Name\nSita\n")
    merge = merge_parties(a_party(person.user), a_party(person.user), by=person.user)
    return {"brought": brought.pk, "import_id": brought.pk, "merge": merge.pk, "merge_id": merge.pk}


def _khata_of(party, user):
    entry = note_entry(party, direction="gave", amount=20, on=DAY, by=user).pk
    note = add_note(party, "Pays on Fridays", by=user).pk
    view = save_view(user, name="Late", query="view=overdue").pk
    return {"entry": entry, "entry_id": entry, "note": note, "note_id": note, "tag": "vip", "view": view}


def _told(person, invoice):
    [row] = send_invoice(invoice, channels=["sms"], by=person.user)["sms"]
    planned = schedule_send(invoice, moment="2027-01-15T10:00", channels=["sms"], by=person.user, at=MOMENT)
    notice = Notice.objects.create(
        user=person.user,
        event=Event.objects.filter(name="payment.claimed").latest("at"),
        topic="claims",
        at=MOMENT,
    )
    chosen = Party.objects.filter(pk=invoice.party_id)
    sent = broadcast(chosen, text="Closed on Monday", channels=["email"], by=person.user)
    return {
        "notification_id": row.number,
        "scheduled_id": planned.pk,
        "scheduled": planned.pk,
        "broadcast": sent.pk,
        "notice": notice.pk,
        "message": row.number,
        "channel": row.channel,
        "broadcast_id": sent.pk,
        "kind": "welcome",
        "tone": "default",
        "language": "en",
    }


def _planned(person, party):
    plan = start_plan(
        party, lines=[LINE], every="monthly", starts_on=date(2090, 1, 1), by=person.user, name=""
    )
    period = PlanPeriod.objects.create(plan=plan, index=99, on=DAY, state="missed", at=plan.created_at)
    batch = start_batch(Party.objects.filter(pk=party.pk), name="", lines=[LINE], by=person.user)
    template = current_version().template.pk
    return {
        "plan": plan.pk,
        "plan_id": plan.pk,
        "period": period.pk,
        "period_id": period.pk,
        "batch": batch.pk,
        "batch_id": batch.pk,
        "template": template,
        "template_id": template,
    }


def _money(person, party, invoice):
    claim, _ = claim_payment(invoice, amount=100, method="upi", reference="REF1", paid_on=DAY)
    payment = record_payment(party, amount=50, method="cash", received_on=DAY, by=person.user)
    note = credit_invoice(invoice, reason="Returned", amount=10, by=person.user)
    advance = record_payment(a_party(person.user), amount=50, method="cash", received_on=DAY, by=person.user)
    refund = refund_credit(advance, amount=5, method="cash", paid_on=DAY, by=person.user)
    quote = give_quote(party, lines=[LINE], by=person.user)
    return {
        "claim": claim.pk,
        "claim_id": claim.pk,
        "payment": payment.pk,
        "payment_id": payment.pk,
        "credit_note": note.pk,
        "credit_note_id": note.pk,
        "quote": quote.pk,
        "quote_id": quote.pk,
        "refund": refund.pk,
    }


def routes(resolver=None, prefix="", namespace=""):
    """(full name, view, path with {kwargs}) of every route of ours."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            if entry.namespace != "admin" and entry.app_name != "admin":
                yield from routes(entry, route, inner)
        else:
            yield f"{namespace}{entry.name}", entry.callback, "/" + _braces(route)


def _braces(route):
    """``b/<slug:shop>/`` -> ``b/{shop}/``"""
    parts = []
    for part in route.replace("\\Z", "").split("<"):
        name, found, rest = part.partition(">")
        parts.append(f"{{{name.rpartition(':')[2]}}}{rest}" if found else part)
    return "".join(parts)
