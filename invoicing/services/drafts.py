"""Drafts: lines that a person or a drafter wrote, versioned, until they are issued or discarded."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.services.standing import refuse_suspended
from invoicing.lines import clean_lines
from invoicing.models import Draft, DraftVersion
from invoicing.models.drafts import CONTENT
from invoicing.numbering import draft_number
from invoicing.services.draft_content import clean_content, still_found
from smartkhata.core import money
from smartkhata.core.errors import DomainError, not_found
from smartkhata.core.events import record

ZERO = Decimal("0.00")
WAITING = {"needs_rate", "needs_quantity"}


def start_draft(party, *, lines, by, at=None, **content):
    """A draft written by hand. `lines`: dicts with description, quantity, unit, rate, discount, tax_rate, hsn."""
    at = at or timezone.now()
    with transaction.atomic():
        draft = _new(party, by=by, at=at, **clean_content({"lines": lines, **content}))
        record("draft.started", draft, by=by, at=at, party=party)
    return draft


def ask_draft(party, *, prompt, by, charge_tax=True, at=None):
    """A draft that a drafter is to write from a sentence; `generation` runs until it is ready or failed."""
    prompt = prompt.replace("\x00", "").strip()
    if not prompt:
        text = _("Say what to bill, for example: 3 months of web hosting at 15,000 per month.")
        raise DomainError(text, code="prompt_missing", fields={"prompt": text})
    if len(prompt) > 2000:
        raise DomainError("Say it in at most 2,000 characters.", code="prompt_too_long")
    at = at or timezone.now()
    running = {"generation": Draft.Generation.RUNNING, "generated_by": "ai", "prompt": prompt}
    with transaction.atomic():
        draft = _new(party, by=by, at=at, charge_tax=charge_tax, **running)
        record("draft.asked", draft, by=by, at=at, party=party)
    return draft


def fill_draft(draft, proposal, *, day):
    """Take over what a drafter proposed: lines, terms, flags. Its version stays the first."""
    lines = [
        {
            "description": line.description,
            "quantity": line.quantity,
            "unit": line.unit,
            "rate": line.rate,
            "source": line.source,
        }
        for line in proposal.lines
    ]
    draft.lines = clean_lines(lines)
    if proposal.due_in_days is not None:
        draft.due_on = day + timedelta(days=proposal.due_in_days)
    draft.discount, draft.discount_percent = discount_of(proposal), proposal.discount_percent
    draft.tax_inclusive = proposal.tax_inclusive
    draft.notes = draft.notes or proposal.notes
    draft.flags, draft.suggestions = list(proposal.flags), list(proposal.suggestions)
    if draft.discount_percent and _waits_for(draft):
        # A share of what is not known yet: a save must not lose it in silence.
        draft.flags = sorted({*draft.flags, "discount_waits"})
    draft.confidence, draft.ai_model = proposal.confidence, proposal.drafter[:120]
    draft.generation = Draft.Generation.READY
    draft.save()


def discount_of(proposal):
    """A proposal's discount as an amount; one in per cent is of the lines whose numbers are known."""
    if proposal.discount or not proposal.discount_percent:
        return proposal.discount
    return share_of(proposal.lines, proposal.discount_percent)


def share_of(lines, percent):
    """`percent` of proposed lines, less their own discounts, as far as their numbers are known."""
    known = [line for line in lines if None not in (line.quantity, line.rate)]
    whole = sum(
        money.half_up(line.quantity * line.rate) - Decimal(line.kept.get("discount") or 0) for line in known
    )
    return money.half_up(whole * percent / 100)


def save_draft(draft, *, by, version=None, page=None, at=None, told=False, **content):
    """Save the given content (CONTENT) as the next version.

    With `version` the draft must still have it: otherwise 409 stale_version with the current one. `page` (a UUID)
    is the open editor that saves, and never stale against itself. What the draft said before stays as a version.
    A change undoes the review; flags about wording stay until the next review. `told`: the lines themselves tell
    where their rates come from (a drafter's, an old version's); a person's lose that where the rate was typed over.
    """
    values = clean_content(content)
    with transaction.atomic():
        draft = lock_open(draft)
        if version is not None and int(version) != draft.version and not (page and page == draft.saved_in):
            text = _("Somebody saved version %(version)s meanwhile. Look at it and save again.") % {
                "version": draft.version
            }
            raise DomainError(text, code="stale_version", status=409, extra={"current": draft})
        draft.previous_version_id = _keep_version(draft, by, at).pk
        if values.get("discount", draft.discount) != draft.discount:
            # An amount that was typed is no share of the lines any more.
            draft.discount_percent = None
        if "lines" in values and not told:
            values["lines"] = still_found(values["lines"], draft.lines)
        for field, value in values.items():
            setattr(draft, field, value)
        draft.version, draft.saved_in = draft.version + 1, page
        draft.status, draft.reviewed_at, draft.reviewed_by_id = Draft.Status.DRAFT, None, None
        draft.flags = sorted(set(draft.flags) - WAITING | _waits_for(draft))
        draft.save()
    return draft


def restore_version(draft, number, *, by, version=None, at=None):
    """Make what version `number` said the content of a new version; nothing in between is lost."""
    old = draft.versions.filter(version=number).first()
    if old is None:
        raise not_found("This version was not found.")
    return save_draft(draft, by=by, version=version, at=at, told=True, **old.content)


def open_draft(draft, *, at=None):
    """Its page was opened; the first time counts."""
    Draft.objects.filter(pk=draft.pk, opened_at=None).update(opened_at=at or timezone.now())


def review_draft(draft, *, by, at=None):
    """A person has read the draft and stands for it: blocking flags about its wording are cleared."""
    with transaction.atomic():
        draft = lock_open(draft)
        draft.status, draft.reviewed_at = Draft.Status.REVIEWED, at or timezone.now()
        draft.reviewed_by_id = getattr(by, "pk", None)
        draft.flags = sorted(_waits_for(draft))
        draft.save()
        record("draft.reviewed", draft, by=by, at=at, party=draft.party)
    return draft


def discard_draft(draft, *, by, at=None):
    with transaction.atomic():
        draft = lock_open(draft)
        draft.status = Draft.Status.DISCARDED
        draft.save(update_fields=["status", "updated_at"])
        record("draft.discarded", draft, by=by, at=at, party=draft.party)
    return draft


def lock_open(draft, *, with_party=False):
    """The draft under its row lock, with party and shop; 409 when it was issued or discarded.

    With `with_party` the party's row is locked too, for who writes into its khata.
    """
    rows = Draft.objects.select_related("party", "business")
    locked = rows.select_for_update(no_key=True, of=("self", "party") if with_party else ("self",)).get(
        pk=draft.pk
    )
    locked.party.business = locked.business
    if locked.status == Draft.Status.CONVERTED:
        number = locked.invoices.get().number
        text = _("This draft was issued as %(number)s.") % {"number": number}
        raise DomainError(text, code="already_sent", status=409, extra={"invoice_id": number})
    if locked.status == Draft.Status.DISCARDED:
        raise DomainError("This draft was discarded.", code="discarded", status=409)
    if locked.generation == Draft.Generation.RUNNING:
        raise DomainError("This draft is still being written. Wait a moment.", code="generating", status=409)
    return locked


def _new(party, *, by, at, **values):
    refuse_suspended(party, now=at)
    return Draft.objects.create(
        party=party, number=draft_number(), created_at=at, created_by_id=getattr(by, "pk", None), **values
    )


def _keep_version(draft, by, at):
    return DraftVersion.objects.create(
        draft=draft,
        version=draft.version,
        previous_version_id=draft.previous_version_id,
        content={field: getattr(draft, field) for field in CONTENT},
        by_id=getattr(by, "pk", None),
        at=at or timezone.now(),
    )


def _waits_for(draft):
    """The flags that follow from numbers still to come."""
    return {
        f"needs_{field}" for field in ("rate", "quantity") if any(row[field] is None for row in draft.lines)
    }
