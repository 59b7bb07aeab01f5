"""Message catalogues, compiled with Babel: gettext's own tools are not needed."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

LOCALE = Path(__file__).resolve().parents[2] / "locale"


def compile_all():
    """Write a .mo beside each .po that is newer; 0, or 1 when one can't be read."""
    for source in sorted(LOCALE.rglob("*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        try:
            with source.open("rb") as file:
                catalogue = read_po(file, abort_invalid=True)
        except PoFileError as error:
            print(f"{source}: {error}")
            return 1
        with target.open("wb") as file:
            write_mo(file, catalogue)
    return 0
