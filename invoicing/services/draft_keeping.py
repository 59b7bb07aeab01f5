"""What a drafter wrote is kept, if the lease still holds; what it could not write is told."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_noop

from invoicing.drafting import writer
from invoicing.models import Draft, DrafterCall
from invoicing.services import drafts
from smartkhata.core.events import record

State = DrafterCall.State


def keep(call_id, token, written, day):
    """The writer.Written becomes the draft's content, and the call's audit."""
    call = _held(call_id, token)
    if call is None:
        return
    draft = call.draft
    if call.correction:
        _revise(draft, written.proposal, call, day)
    else:
        drafts.fill_draft(draft, written.proposal, day=day)
    call.lines, call.flags = draft.lines, draft.flags
    call.drafter, call.fallback = draft.ai_model, written.fallback[:120]
    call.tokens_in, call.tokens_out, call.cost_usd = written.tokens_in, written.tokens_out, written.cost_usd
    _finish(call, State.READY)


def fail(call_id, token):
    """The person gets the sentence back, or the draft as it was before the change."""
    call = _held(call_id, token)
    if call is None:
        return
    if call.correction:
        # The draft is whole, only this wish was not understood.
        changed = {"generation": Draft.Generation.READY, "suggestions": [*call.draft.suggestions, NOT_DONE]}
    else:
        changed = {"generation": Draft.Generation.FAILED, "generation_error": NOT_WRITTEN}
    Draft.objects.filter(pk=call.draft_id).update(**changed)
    _finish(call, State.FAILED)


NOT_WRITTEN = gettext_noop("The draft could not be written. Write it by hand.")
NOT_DONE = gettext_noop("The last change could not be made. Change the lines by hand.")


def _held(call_id, token):
    """The call under its row lock, if this worker's lease still holds."""
    rows = DrafterCall.objects.select_for_update(of=("self",)).select_related("draft__party")
    return rows.filter(pk=call_id, lease_token=token, state=State.WORKING).first()


def _revise(draft, proposal, call, day):
    """A correction is a new version of the draft; what it does not speak of stays."""
    Draft.objects.filter(pk=draft.pk).update(generation=Draft.Generation.READY)
    changes = {"lines": writer.as_rows(proposal.lines)}
    if proposal.due_in_days is not None:
        changes["due_on"] = day + timedelta(days=proposal.due_in_days)
    percent = proposal.discount_percent or (None if proposal.discount else draft.discount_percent)
    if percent:
        # Said once, it holds for the lines as they are now.
        changes["discount"] = drafts.share_of(proposal.lines, percent)
    elif proposal.discount:
        changes["discount"] = proposal.discount
    if proposal.tax_inclusive:
        changes["tax_inclusive"] = True
    saved = drafts.save_draft(draft, by=None, told=True, **changes)
    saved.flags, saved.suggestions = list(proposal.flags), list(proposal.suggestions)
    saved.confidence, saved.ai_model = proposal.confidence, proposal.drafter[:120]
    saved.discount_percent = percent
    saved.prompt = f"{saved.prompt}\n{call.correction}"[-4000:]
    saved.save()
    call.draft = saved
    draft.lines, draft.flags = saved.lines, saved.flags


def _finish(call, state):
    call.state, call.finished_at, call.lease_until = state, timezone.now(), None
    call.save()
    record("draft.written", call.draft, by=None, party=call.draft.party, drafter=call.drafter, state=state)
