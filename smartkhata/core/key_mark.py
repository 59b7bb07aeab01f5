"""Do the keys in FIELD_KEYS belong to this database? Its first migration leaves a mark that only they make.

With other keys nothing stored opens, and every phone that is looked up by its index seems to be a new one: a copy
that started so would write a second truth beside the first.
"""

from django.core.management.base import CommandError

from smartkhata.core.encryption import blind_index
from smartkhata.core.models import KeyMark

WRONG = (
    "FIELD_KEYS are not the keys this database was written with. Put back the ones kept with its backup; a new key "
    "goes in front of them, and the oldest stays the last."
)


def keep(*, apps=None, **_signal):
    """After each migrate: leave the mark once, then refuse (CommandError) keys that make another."""
    if apps and "keymark" not in apps.all_models["core"]:
        return  # migrated back to before there were marks
    mark = _mark()
    if KeyMark.objects.get_or_create(pk=1, defaults={"mark": mark})[0].mark != mark:
        raise CommandError(WRONG)


def fits():
    """True when the keys fit, or when nothing has been migrated with any yet."""
    kept = KeyMark.objects.filter(pk=1).first()
    return kept is None or kept.mark == _mark()


def _mark():
    return blind_index("SmartKhata", "key mark")
