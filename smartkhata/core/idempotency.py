"""Claims on an Idempotency-Key (48 hours, per shop or per customer)."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from smartkhata.core.errors import DomainError
from smartkhata.core.models import IdempotentRequest
from smartkhata.core.tenancy import holder_scope

LIFE = timedelta(hours=48)
# A claim whose worker died: its work was never committed, because an answer is stored with the work.
LEASE = timedelta(seconds=60)


def claim(*, holder, key, route, body_hash):
    """The claim, new or finished (then `status` and `answer` are set).

    409 while a twin runs; 422 when the key was used for another request. Call it outside any scope.
    """
    if len(key) > 255:
        raise DomainError("An Idempotency-Key has at most 255 characters.", code="bad_key")
    now = timezone.now()
    fresh = IdempotentRequest(holder=holder, key=key, route=route[:255], body_hash=body_hash, claimed_at=now)
    with holder_scope(holder):
        IdempotentRequest.objects.filter(holder=holder, key=key, claimed_at__lt=now - LIFE).delete()
        IdempotentRequest.objects.bulk_create([fresh], ignore_conflicts=True)
        found = IdempotentRequest.objects.select_for_update().get(holder=holder, key=key)
        if found.pk != fresh.pk:
            _check_twin(found, fresh, now)
    return found


def finish(found, *, status, answer):
    """Keep the answer; runs inside the scope of the work, so both are kept or neither. A later answer takes its
    place."""
    with holder_scope(found.holder):
        IdempotentRequest.objects.filter(pk=found.pk).update(status=status, answer=answer)


def release(found):
    """The request was refused: the same key may be tried again."""
    with holder_scope(found.holder):
        IdempotentRequest.objects.filter(pk=found.pk, status=None).delete()


def _check_twin(found, fresh, now):
    if (found.route, found.body_hash) != (fresh.route, fresh.body_hash):
        text = _("This Idempotency-Key was used for another request. Use a new key.")
        raise DomainError(text, code="key_reused", status=422)
    if found.status is None:
        if found.claimed_at > now - LEASE:
            text = _("The same request is still running. Wait for its answer.")
            raise DomainError(text, code="in_progress", status=409)
        found.claimed_at = now
        found.save(update_fields=["claimed_at"])
