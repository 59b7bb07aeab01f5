"""A worker for the tests that kill one. Its provider prints ``began ID`` and, once it has the message, ``sent ID``."""

import time

from notifications.models import Notification
from notifications.providers.base import Outcome
from notifications.services import delivery
from notifications.states import STATUS
from smartkhata.core.tenancy import business_scope

OPEN = [state for state in STATUS if STATUS[state] == "pending"]


class Printing:
    name = "printing"

    def __init__(self, seconds):
        self.seconds = seconds

    def send(self, message):
        for step in ("began", "sent"):
            print(step, message.reference, flush=True)
            time.sleep(self.seconds)
        return Outcome("accepted")


def run(business_id, *, seconds=0.02, careless=False):
    """Deliver until the shop's queue is empty. `careless` marks rows as done before the call, as others do."""
    delivery.provider_for = lambda channel: Printing(seconds)
    if careless:
        delivery._prepare = _marking(delivery._prepare)
    while _open(business_id):
        delivery.deliver_due(seconds=5)
        time.sleep(0.02)


def _open(business_id):
    with business_scope(business_id):
        return Notification.objects.filter(state__in=OPEN).exists()


def _marking(prepare):
    def prepare_and_mark(pk, lease):
        message = prepare(pk, lease)
        Notification.objects.filter(pk=pk).update(state="accepted")
        return message

    return prepare_and_mark
