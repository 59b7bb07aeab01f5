"""A local server that speaks Gemini's protocol and says what a test wants."""

import pytest
from django.conf import settings

from invoicing.tests.fake_gemini import FakeGemini


@pytest.fixture
def fake(monkeypatch):
    server = FakeGemini()
    for name, value in {
        "GEMINI_API_KEY": "key",
        "GEMINI_BASE_URL": server.url,
        "GEMINI_TIMEOUT_SECONDS": 3,
        "GEMINI_ATTEMPTS": 1,
    }.items():
        monkeypatch.setattr(settings, name, value)
    yield server
    server.close()
