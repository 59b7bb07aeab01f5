"""A worker for the tests that kill one. Its provider prints ``began ID`` and, once it has the message, ``sent ID``."""

import time

from notifications.models import Notification
from notifications.providers.base import Outcome
from notifications.services import delivery, outcomes, preparing
from notifications.services.channels import Hand
from notifications.states import STATUS
from smartkhata.core.tenancy import business_scope

OPEN = [state for state in STATUS if STATUS[state] == "pending"]


class Printing:
    name = "printing"
    in_flight = 1
    is_remote = has_look_up = False

    def __init__(self, seconds):
        self.seconds = seconds

    def send(self, message):
        for step in ("began", "sent"):
            print(step, message.reference, flush=True)
            time.sleep(self.seconds)
        return Outcome("accepted")


def run(business_id, *, seconds=0.02, careless=False):
    """Deliver until the shop's queue is empty. `careless` marks rows as done before the call, as others do."""
    hand = Hand(Printing(seconds), "printing:test")
    preparing.hand_for = lambda *channel, name="": hand
    outcomes.LOOK_SECONDS = (0.2, 0.4)
    if careless:
        delivery.submit = _marking(delivery.submit)
    while _open(business_id):
        delivery.deliver_due(seconds=5)
        time.sleep(0.02)


def _open(business_id):
    with business_scope(business_id):
        return Notification.objects.filter(state__in=OPEN).exists()


def _marking(submit):
    def mark_and_submit(calls):
        for claim, _ in calls:
            with business_scope(claim.business_id):
                Notification.objects.filter(pk=claim.pk).update(state="accepted")
        return {claim for claim, _ in calls}

    return mark_and_submit
