"""The daily look at all shops: what is broken stands in the log, by rule and row, as an alarm."""

import structlog

from notifications.services import invariants
from smartkhata.core.models import Business
from smartkhata.core.queue import enqueue
from smartkhata.core.tenancy import business_scope

log = structlog.get_logger(__name__)


def check_all():
    """Check what belongs to no shop, and hand each shop to a worker of its own turn; how many shops."""
    _tell(invariants.broken_of_no_shop(), shop="")
    shops = [str(pk) for pk in Business.objects.values_list("pk", flat=True)]
    for business_id in shops:
        enqueue("notifications.check_shop", business_id)
    return len(shops)


def check_shop(business_id):
    """Check one shop; how many of its rows are broken."""
    with business_scope(business_id):
        found = invariants.broken()
    return _tell(found, shop=business_id)


def _tell(found, *, shop):
    for row in found:
        log.error("invariant_broken", shop=shop, **vars(row))
    return len(found)
