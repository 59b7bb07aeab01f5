"""The photo of the bill behind a line of the khata: re-encoded, kept with the shop's rows, behind its doors."""

from smartkhata.core.events import subject_of
from smartkhata.core.files import files_of, keep_picture
from smartkhata.core.models import StoredFile


def keep_photo(entry, upload, *, by):
    """Keep an uploaded picture as the entry's photo; the same press again keeps the first one."""
    return photo_of(entry) or keep_picture(upload, subject=entry, by=by)


def photo_of(entry):
    """The StoredFile of the entry's photo, or None."""
    return files_of(entry).first()


def photos_of(entries):
    """{entry id: file id} of those entries that have a photo."""
    subjects = {subject_of(entry): entry.pk for entry in entries}
    rows = StoredFile.objects.filter(subject__in=subjects).values_list("subject", "pk")
    return {subjects[subject]: pk for subject, pk in rows}
