"""What a row keeps in English, in the reader's language."""

from django.utils.translation import gettext


def said(text):
    """The sentences of `text`, one a line, each translated, as one."""
    return " ".join(map(gettext, text.splitlines()))
