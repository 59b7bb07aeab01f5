"""The content security policy holds: the header forbids what is inline, and no page has any."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from smartkhata.core.csp import ContentSecurityPolicy

TEMPLATES = Path(settings.BASE_DIR) / "templates"
# Letters are not pages: no browser applies our header to them.
PAPER = ("messages/",)
PAGES = [path for path in TEMPLATES.rglob("*.html") if not str(path.relative_to(TEMPLATES)).startswith(PAPER)]
INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\ssrc=)|href=[\"']javascript:|hx-on|=[\"']js:",
    re.IGNORECASE,
)


def policy_of(response):
    parts = (part.split() for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in parts}


def test_a_page_allows_only_ourselves(client):
    policy = policy_of(client.get("/healthz"))
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    assert policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert not [value for values in policy.values() for value in values if "unsafe" in value or "*" in value]


def test_an_address_stays_with_us_and_the_camera_stays_off(client):
    headers = client.get("/healthz").headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_view_may_be_stricter_than_the_rest():
    answer = HttpResponse(headers={"Content-Security-Policy": "sandbox"})
    response = ContentSecurityPolicy(lambda request: answer)(RequestFactory().get("/"))
    assert policy_of(response) == {"sandbox": []}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_page_has_inline_code(path):
    assert INLINE.findall(path.read_text()) == []


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>go()</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        "<b hx-on:click='go()'>",
    ],
)
def test_inline_code_would_be_found(markup):
    assert INLINE.search(markup)
