"""Files that belong to a shop's rows: photos of bills, logos, attachments. Kept in PostgreSQL, behind its doors.

A shop's files are few and small, and in the database they share its row security, backup and transactions.
"""

import hashlib

from django.utils import timezone
from django.utils.translation import gettext as _

from smartkhata.core import images
from smartkhata.core.errors import DomainError, not_found
from smartkhata.core.events import subject_of
from smartkhata.core.models import StoredFile

MAX_BYTES = 5 * 1024 * 1024
PDF = b"%PDF-"


def keep_picture(upload, *, subject, by=None, at=None, longest=1600, transparent=False):
    """Store an uploaded picture, re-encoded, for `subject` (a row or ``"entry:7f..."``); returns StoredFile."""
    data = upload.read(images.MAX_BYTES + 1)
    content_type, data = images.reencode(data, longest=longest, transparent=transparent)
    return _keep(upload.name, content_type, data, subject, by, at)


def keep_document(upload, *, subject, by=None, at=None):
    """Store an uploaded PDF as it is, or a picture re-encoded. 400 bad_file for anything else."""
    head = upload.read(len(PDF))
    upload.seek(0)
    if head != PDF:
        return keep_picture(upload, subject=subject, by=by, at=at)
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        text = _("This file is larger than 5 MB. Choose a smaller one.")
        raise DomainError(text, code="bad_file", fields={"file": text})
    return _keep(upload.name, "application/pdf", data, subject, by, at)


def files_of(subject):
    """What is kept for a row, oldest first, without the contents."""
    return StoredFile.objects.filter(subject=subject_of(subject)).defer("content").order_by("created_at")


def find_file(pk):
    """The file of the open shop; 404 otherwise."""
    found = StoredFile.objects.filter(pk=pk).first()
    if found is None:
        raise not_found("This file was not found.")
    return found


def remove_files(subject):
    StoredFile.objects.filter(subject=subject_of(subject)).delete()


def _keep(name, content_type, data, subject, by, at):
    return StoredFile.objects.create(
        subject=subject_of(subject),
        name=(name or "file")[-120:],
        content_type=content_type,
        content=data,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        created_by_id=getattr(by, "pk", None),
        created_at=at or timezone.now(),
    )
