"""The stylesheet of a document: its look, the shop's colour, its paper."""

from functools import lru_cache
from pathlib import Path
from string import Template

from django.conf import settings

from invoicing.documents.fonts import STACK
from invoicing.documents.template import LOOKS

PAPERS = ("a4", "roll")
HOUSE_COLOUR = "#0c3b30"
# A browser has fonts of its own for every script; ours stay on the server.
SCREEN_STACK = "system-ui, sans-serif"


@lru_cache(maxsize=64)
def stylesheet(look, colour="", paper="a4", *, screen=False):
    """CSS for ``class="doc <look> <paper>"``, for PDF or for a `screen`. `colour` is #rrggbb or empty."""
    names = ["base", look if look in LOOKS else LOOKS[0]] if paper == "a4" else ["roll"]
    names += ["screen"] if screen else []
    text = "\n".join((_HOME / f"{name}.css").read_text() for name in names)
    colour = colour or HOUSE_COLOUR
    return (
        Template(text).substitute(
            fonts=SCREEN_STACK if screen else STACK,
            colour=colour,
            tint=_mixed(colour, 0.08),
            line=_mixed(colour, 0.3),
        )
        + _widths()
    )


def _mixed(colour, share):
    """The colour thinned with white."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def _widths():
    """.k-mm8 to .k-mm60: a policy without inline styles leaves classes for widths that follow from the figures."""
    return "".join(f".doc .k-mm{mm}{{width:{mm}mm}}" for mm in range(8, 61))


_HOME = Path(settings.BASE_DIR) / "templates/invoicing/documents"
