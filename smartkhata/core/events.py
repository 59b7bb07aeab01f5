"""Facts: what happened, and who must still hear of it. Both are written with the change itself."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from smartkhata.core.models import Event, PendingFact
from smartkhata.core.queue import enqueue

_muted = ContextVar("muted", default=False)


def record(name, subject, *, by=None, at=None, party=None, **data):
    """Write the fact `name` (``noun.past_participle``) about `subject` and hand it to its listeners.

    Must run inside the shop's scope, in the transaction of the change. `data` holds plain values and no
    personal ones. Listeners stand in smartkhata/flow.py.
    """
    now = timezone.now()
    event = Event.objects.create(
        name=name,
        subject=subject_of(subject),
        party_id=party.pk if party is not None else None,
        actor_id=getattr(by, "pk", None),
        actor_label="" if by is None else str(by)[:80],
        at=at or now,
        data=data,
    )
    if not _muted.get():
        _hand_on(event, now)
    return event


@contextmanager
def muted():
    """Record facts without telling anyone: demo data and imports of the past."""
    token = _muted.set(True)
    try:
        yield
    finally:
        _muted.reset(token)


def subject_of(row):
    """``"invoice:7f..."``: how events, links and ledger sources name a row."""
    return row if isinstance(row, str) else f"{row._meta.model_name}:{row.pk}"


def _hand_on(event, now):
    listeners = import_string(settings.FLOW).get(event.name, ())
    facts = PendingFact.objects.bulk_create(
        PendingFact(event=event, listener=listener, next_attempt_at=now) for listener in listeners
    )
    for fact in facts:
        enqueue("core.hear", str(event.business_id), str(fact.pk))
