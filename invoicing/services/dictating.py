"""A sentence that is spoken: written down by Gemini for the person to correct; the sound is not kept."""

from django.utils.translation import gettext as _

from invoicing.drafting import gemini
from invoicing.drafting.gemini import GeminiFailed
from smartkhata.core.errors import DomainError

LARGEST = 2 * 1024 * 1024
KINDS = ("audio/webm", "audio/ogg", "audio/mp4", "audio/wav", "audio/mpeg")


def is_possible():
    return gemini.is_wanted()


def words_of(sound, kind):
    """(words, tokens in, tokens out, cost) of a recording in bytes; DomainError in words. Waits for a network."""
    kind = kind.partition(";")[0].strip().lower()
    if not is_possible():
        raise DomainError(
            "Speaking needs a Gemini key. Type the sentence instead.", code="no_speech", status=409
        )
    if kind not in KINDS or not sound:
        raise DomainError("This recording can't be read. Type the sentence instead.", code="bad_sound")
    if len(sound) > LARGEST:
        raise DomainError("This recording is too long. Speak for at most a minute.", code="sound_too_long")
    try:
        words = gemini.words_of(sound, kind)
    except GeminiFailed as error:
        text = _("Your words could not be written down: %(error)s. Type the sentence instead.") % {
            "error": error
        }
        raise DomainError(text, code="speech_failed", status=503) from error
    if not words[0]:
        raise DomainError("Nothing was heard. Try again, or type the sentence.", code="nothing_heard")
    return words
