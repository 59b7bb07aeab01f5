"""A spoken sentence: written down by Gemini, and every failure told in words."""

import pytest
from django.conf import settings

from invoicing.services import dictating
from invoicing.tests.fake_gemini import worded
from smartkhata.core.errors import DomainError


def test_a_spoken_sentence_is_written_down_and_a_failure_is_told_in_words(fake, monkeypatch):
    fake.answer = lambda asked: (200, worded("5 bags of cement at 385 each"))
    words, *usage, cost = dictating.words_of(b"sound", "audio/webm;codecs=opus")
    assert (words, usage) == ("5 bags of cement at 385 each", [900, 60]) and cost > 0
    for answer, code in (((500, {}), "speech_failed"), ((200, worded(" ")), "nothing_heard")):
        fake.answer = lambda asked, answer=answer: answer
        with pytest.raises(DomainError) as refused:
            dictating.words_of(b"sound", "audio/webm")
        assert refused.value.code == code
    for sound, kind in (
        (b"", "audio/webm"),
        (b"x", "text/html"),
        (b"x" * (dictating.LARGEST + 1), "audio/ogg"),
    ):
        with pytest.raises(DomainError):
            dictating.words_of(sound, kind)
    monkeypatch.setattr(settings, "GEMINI_API_KEY", "")
    with pytest.raises(DomainError, match="needs a Gemini key"):
        dictating.words_of(b"sound", "audio/webm")
