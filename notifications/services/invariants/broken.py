"""What a check finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Broken:
    """`row` (a number or a name, nothing personal) breaks the invariant `rule` ("I3"): `what` is wrong with it."""

    rule: str
    row: str
    what: str
