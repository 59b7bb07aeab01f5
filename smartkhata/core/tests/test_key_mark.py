"""A copy does not start with keys that can't open what its database holds."""

import base64

import pytest
from django.core.management.base import CommandError

from smartkhata.core import key_mark
from smartkhata.core.models import KeyMark

pytestmark = pytest.mark.django_db
OTHER = "x1:" + base64.b64encode(b"k" * 32).decode()


def test_migrating_leaves_a_mark_that_the_keys_fit():
    assert KeyMark.objects.count() == 1
    assert key_mark.fits()


def test_a_new_key_in_front_still_fits(settings):
    settings.FIELD_KEYS = [OTHER, *settings.FIELD_KEYS]
    key_mark.keep()
    assert key_mark.fits()


def test_other_keys_are_refused_and_the_copy_is_not_ready(settings, client):
    settings.FIELD_KEYS = [OTHER]
    with pytest.raises(CommandError, match="Put back the ones kept with its backup"):
        key_mark.keep()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["keys"] is False
