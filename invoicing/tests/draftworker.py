"""A worker that dies while it writes a draft; each is a process of its own (core.testing.lives)."""

import time

from invoicing.drafting import writer
from invoicing.services import draft_keeping, generating
from smartkhata.core import queue
from smartkhata.core.tenancy import no_scope
from smartkhata.core.testing import lives
from smartkhata.core.testing.superuser import as_superuser

SECONDS = 20
OPEN = "SELECT count(*) FROM invoicing_draftercall WHERE state IN ('queued', 'working')"
POINTS = {
    "before it is claimed": (generating, "_claim", True),
    "after it is claimed": (generating, "_claim", False),
    "before it is written": (writer, "write", True),
    "after it is written": (writer, "write", False),
    "before it is kept": (draft_keeping, "keep", True),
    "while it is kept": (draft_keeping, "_finish", True),
    "after it is kept": (draft_keeping, "keep", False),
}


def write(*, at=None, careless=False, seconds=SECONDS):
    """Write what was asked for until nothing waits. `careless` takes a draft for ever, without a lease."""
    queue._publish = lambda *args: None  # a hint would be followed here and now
    if at:
        owner, name, before = POINTS[at]
        lives.die_at(owner, name, before=before)
    if careless:
        claim = generating._claim
        generating._claim = lambda limit: (claim(limit), for_ever())[0]
    end = time.monotonic() + seconds
    while time.monotonic() < end and as_superuser(OPEN) != [(0,)]:
        with no_scope():
            generating.write_due()
        time.sleep(0.1)


def for_ever():
    as_superuser("UPDATE invoicing_draftercall SET lease_until = now() + interval '1 year'")
