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
    return record_all([fact(name, subject, by=by, at=at, party=party, **data)])[0]


def fact(name, subject, *, by=None, at=None, party=None, **data):
    """The fact as `record` writes it, for record_all."""
    return Event(
        name=name,
        subject=subject_of(subject),
        party_id=party.pk if party is not None else None,
        actor_id=getattr(by, "pk", None),
        actor_label="" if by is None else str(by)[:80],
        at=at or timezone.now(),
        data=data,
    )


def record_all(facts):
    """Write many facts of one shop together, and hand them to their listeners."""
    Event.objects.bulk_create(facts)
    if not _muted.get():
        _hand_on(facts)
    return facts


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


def _hand_on(events):
    now, flow = timezone.now(), import_string(settings.FLOW)
    pending = PendingFact.objects.bulk_create(
        PendingFact(event=event, listener=listener, next_attempt_at=now)
        for event in events
        for listener in flow.get(event.name, ())
    )
    for row in pending:
        enqueue("core.hear", str(row.business_id), str(row.pk))
