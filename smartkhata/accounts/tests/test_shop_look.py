"""The shop's logo and colour: kept on the settings page, shown to everybody, readable on documents."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from smartkhata.accounts.services.shops import FIELDS, change_shop
from smartkhata.core.errors import DomainError

pytestmark = pytest.mark.django_db


def settings_of(shop, **changes):
    values = {field: getattr(shop.business, field) for field in FIELDS} | changes
    return {field: value for field, value in values.items() if value not in (False, None)}


def a_logo():
    out = io.BytesIO()
    Image.new("RGBA", (900, 300), (12, 59, 48, 128)).save(out, "PNG")
    return SimpleUploadedFile("logo.png", out.getvalue())


def test_the_logo_is_kept_small_and_shown_to_everybody(asha, client):
    answer = asha.client.post(asha.url("settings/"), settings_of(asha, logo=a_logo()))
    assert answer.status_code == 302
    shown = client.get(f"/shops/{asha.business.slug}/logo")
    assert shown["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(shown.content)).size == (600, 200)


def test_the_logo_can_be_taken_away(asha, client):
    asha.client.post(asha.url("settings/"), settings_of(asha, logo=a_logo()))
    asha.client.post(asha.url("settings/"), settings_of(asha, remove_logo="on"))
    assert client.get(f"/shops/{asha.business.slug}/logo").status_code == 404


def test_what_is_no_picture_is_refused_and_nothing_typed_is_lost(asha):
    bad = SimpleUploadedFile("logo.png", b"<svg/>")
    page = asha.client.post(asha.url("settings/"), settings_of(asha, logo=bad, name="Asha and Sons"))
    assert page.status_code == 400
    assert "JPG, PNG or WebP" in page.content.decode()
    assert "Asha and Sons" in page.content.decode()
    asha.business.refresh_from_db()
    assert asha.business.name == "Asha Traders"


@pytest.mark.parametrize("colour", ["#ffffff", "#ffd700", "red", "#12345"])
def test_a_colour_that_white_text_cannot_stand_on_is_refused(asha, colour):
    with asha.scope(), pytest.raises(DomainError) as refused:
        change_shop(asha.business, by=asha.user, colour=colour)
    assert "colour" in refused.value.fields


def test_a_dark_colour_is_kept(asha):
    with asha.scope():
        assert change_shop(asha.business, by=asha.user, colour=" #0C3B30 ").colour == "#0c3b30"
