"""Gemini as a second reader: asked without anything personal, believed in nothing that we can't check.

privacy (what may leave), answer (what may come back), client (the call), settle (both readings together).
"""

from decimal import Decimal

from django.conf import settings
from django.utils.module_loading import import_string


class GeminiFailed(Exception):
    """No usable answer; the text says why, in words for a person. `usage`: tokens in, out and what they cost."""

    usage = (0, 0, Decimal(0))


def is_wanted():
    return bool(settings.GEMINI_API_KEY)


def ask(job):
    """The answer.Answer to a writer.Job; the SDK is heavy, so it is loaded where there is a key."""
    return import_string("invoicing.drafting.gemini.client.ask")(job)


def words_of(sound, kind):
    """(words, tokens in, tokens out, cost in US dollars) of a recording."""
    return import_string("invoicing.drafting.gemini.speech.words_of")(sound, kind)
