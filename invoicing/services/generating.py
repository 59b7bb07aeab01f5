"""Drafts by machine: asked for, written outside any scope by whoever holds the lease, kept, audited."""

import hashlib
import time
from dataclasses import replace

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from invoicing.drafting import writer
from invoicing.models import Draft, DrafterCall
from invoicing.models.drafter_calls import CANCELLED
from invoicing.selectors.templates import find_template
from invoicing.services import draft_keeping, drafting_context, drafts
from smartkhata.accounts.selectors import language_of
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business
from smartkhata.core.queue import enqueue
from smartkhata.core.ratelimit import require
from smartkhata.core.tenancy import business_scope

log = structlog.get_logger(__name__)
State = DrafterCall.State
MOST_ATTEMPTS = 3
AT_ONCE_SECONDS = 60
LOOKS = ("standard", "professional", "simple", "detailed")


def require_room(business):
    """429 with retry_after when the shop has asked for too many drafts this minute or this day."""
    require(f"generate:minute:{business.pk}", limit=settings.DRAFTS_PER_MINUTE, seconds=60)
    require(f"generate:day:{business.pk}", limit=settings.DRAFTS_PER_DAY, seconds=86400)


def charges_tax(party):
    """Whether a draft for `party` has tax when nobody says: the customer's preference, else yes."""
    return (party.ai_preferences or {}).get("include_tax") is not False


def preferred_template(party):
    """The template that the customer's preferences name; None for the shop's usual one."""
    return _template(str((party.ai_preferences or {}).get("invoice_template") or ""), "")


def ask(party, *, prompt, by, charge_tax=None, template="", use_history=True, at=None):
    """A draft that is to be written from `prompt`: its `generation` runs until it is ready or failed.

    `template`: a number (TMPL-001), a key, or a look (standard, professional, simple, detailed); empty for what
    the customer prefers. `use_history` false: earlier invoices are not read. `charge_tax` None: as the customer
    prefers.
    """
    chosen = _template(template, template) if template else preferred_template(party)
    at = at or timezone.now()
    charge_tax = charges_tax(party) if charge_tax is None else charge_tax
    with transaction.atomic():
        draft = drafts.ask_draft(party, prompt=prompt, by=by, charge_tax=charge_tax, at=at)
        if chosen is not None:
            draft.template = chosen
            draft.save(update_fields=["template", "updated_at"])
        _call(draft, draft.prompt, by=by, at=at, template=template, use_history=use_history)
    return draft


def correct(draft, *, text, by, at=None):
    """Keep talking about the same draft: "make it 4 months". What a person typed into its lines stays."""
    text = " ".join(text.replace("\x00", "").split())
    if not 0 < len(text) <= 500:
        words = _("Say what to change in at most 500 characters, for example: make it 4 months.")
        raise DomainError(words, code="correction_missing", fields={"text": words})
    at = at or timezone.now()
    with transaction.atomic():
        draft = drafts.lock_open(draft)
        draft.generation = Draft.Generation.RUNNING
        draft.save(update_fields=["generation", "updated_at"])
        _call(draft, text, by=by, at=at, correction=text)
        record("draft.corrected", draft, by=by, at=at, party=draft.party)
    enqueue("invoicing.generate")
    return draft


def cancel(draft, *, by, at=None):
    """Stop the writing: a draft that was never written is discarded, one that was being corrected stays as it was.

    What a worker finds later is not kept. Nothing happens to a draft that is written already.
    """
    at = at or timezone.now()
    with transaction.atomic():
        calls = list(
            DrafterCall.objects.select_for_update().filter(
                draft=draft, state__in=(State.QUEUED, State.WORKING)
            )
        )
        for call in calls:
            call.state, call.drafter, call.finished_at, call.lease_until = State.FAILED, CANCELLED, at, None
            call.save()
        if calls:
            kept = {"generation": Draft.Generation.READY}
            gone = {"generation": Draft.Generation.FAILED, "status": Draft.Status.DISCARDED}
            Draft.objects.filter(pk=draft.pk).update(
                **(kept if all(call.correction for call in calls) else gone)
            )
            record("draft.cancelled", draft, by=by, at=at, party=draft.party)
    draft.refresh_from_db()
    return draft


def write_due(seconds=AT_ONCE_SECONDS):
    """Write what is waiting, of all shops, for about a minute; the count.

    One is claimed at a time: a lease counts from then, however slow the ones before it were.
    """
    done, until = 0, time.monotonic() + seconds
    while time.monotonic() < until and (claimed := _claim(1)):
        # A plan that runs the inner query of the claim again hands out more than one: none may lie for a lease.
        for call in claimed:
            _write(*call)
        done += len(claimed)
    return done


def _template(wanted, asked_for):
    """The shop's template of that name; a look without one of its own is the default template."""
    if not wanted:
        return None
    try:
        return find_template(wanted)
    except DomainError as error:
        if wanted in LOOKS or not asked_for:
            return None
        text = _("There is no template %(name)s. Choose one of your templates, or standard.") % {
            "name": wanted
        }
        raise DomainError(text, code="no_such_template", fields={"template": text}) from error


def _call(draft, text, *, by, at, **values):
    return DrafterCall.objects.create(
        draft=draft,
        prompt_sha256=hashlib.sha256(text.encode()).hexdigest(),
        asked_by_id=getattr(by, "pk", None),
        asked_at=at,
        **values,
    )


def _claim(limit):
    with transaction.atomic(), connection.cursor() as cursor:
        lease = settings.DRAFT_LEASE_SECONDS
        cursor.execute(
            "SELECT business_id, id, lease_token FROM invoicing_claim_drafter_calls(%s, %s)", [limit, lease]
        )
        return cursor.fetchall()


def _write(business_id, call_id, token):
    """Read in one scope, think outside any, keep in another."""
    try:
        with business_scope(business_id):
            call = DrafterCall.objects.select_related("draft__party", "draft__template").get(pk=call_id)
            day = today(Business.objects.get(pk=business_id))
            job, language = _job(call, day), language_of(call.asked_by_id)
        if call.attempts > MOST_ATTEMPTS:
            raise RuntimeError("its workers died")
        with override(language):
            written = writer.write(job)
        with business_scope(business_id):
            draft_keeping.keep(call_id, token, written, day)
    except Exception:  # whatever a drafter does, the person must get their sentence back
        log.exception("drafter_failed", call=str(call_id))
        with business_scope(business_id):
            draft_keeping.fail(call_id, token)


def _job(call, day):
    draft = call.draft
    context = drafting_context.context_of(draft.party, day, template=draft.template)
    if not draft.charge_tax:
        # Who left the tax out needs no reminder that it is to be left out.
        context = replace(context, wants_tax=None, charges_tax=False)
    return writer.Job(
        prompt=draft.prompt,
        correction=call.correction,
        lines=tuple(draft.lines) if call.correction else (),
        flags=tuple(draft.flags) if call.correction else (),
        context=context if call.use_history else drafting_context.without_history(context),
        habits=context,
        # Whoever had it before did not come back in time.
        alone=call.attempts > 1,
        secrets=drafting_context.secrets_of(draft.party),
    )
