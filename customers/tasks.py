"""In the background: the steps of an import, each in the transaction of its fact; counting words at night."""

from celery import shared_task

from customers.models import Import
from customers.services.imports import running
from customers.services.vocabulary import count_everywhere


@shared_task(name="customers.examine_import")
def examine_import(event):
    """Listener of import.brought and import.mapped."""
    running.run(event, running.examine, Import.State.CHECKING)


@shared_task(name="customers.apply_import")
def apply_import(event):
    """Listener of import.accepted."""
    running.run(event, running.apply, Import.State.APPLYING)


@shared_task(name="customers.undo_import")
def undo_import(event):
    """Listener of import.revoked."""
    running.run(event, running.undo, Import.State.UNDOING)


@shared_task(name="customers.count_words")
def count_words():
    count_everywhere()
