"""What a proof finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """`what` of `row` says `stored`, and should say `computed`."""

    row: str
    what: str
    stored: object
    computed: object


def compare(row, what, stored, computed):
    if stored != computed:
        yield Difference(row, what, stored, computed)
