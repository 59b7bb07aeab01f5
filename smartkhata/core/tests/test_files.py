"""What people upload is written anew, stays in its shop, and is refused in words when it is no picture."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from smartkhata.core import files
from smartkhata.core.errors import DomainError

pytestmark = pytest.mark.django_db


def a_picture(size=(40, 20), kind="JPEG", **extra):
    out = io.BytesIO()
    Image.new("RGB", size, "#0c3b30").save(out, kind, **extra)
    return SimpleUploadedFile("bill.jpg", out.getvalue())


def test_a_picture_is_written_anew_without_its_metadata(asha):
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (28.0, 36.0, 0.0)}  # where it was taken
    with asha.scope():
        kept = files.keep_picture(a_picture(exif=exif.tobytes()), subject="entry:1", by=asha.user)
    assert kept.content_type == "image/jpeg"
    assert not Image.open(io.BytesIO(bytes(kept.content))).getexif()


def test_a_large_picture_becomes_smaller(asha):
    with asha.scope():
        kept = files.keep_picture(a_picture((3000, 1500)), subject="entry:1", longest=400)
    assert Image.open(io.BytesIO(bytes(kept.content))).size == (400, 200)


@pytest.mark.parametrize("data", [b"", b"<svg onload=alert(1)>", b"GIF89a\x01", b"\xff\xd8\xff\xe0broken"])
def test_what_is_no_picture_is_refused_in_words(asha, data):
    with asha.scope(), pytest.raises(DomainError, match="JPG, PNG or WebP"):
        files.keep_picture(SimpleUploadedFile("x.jpg", data), subject="entry:1")


def test_a_pdf_may_be_attached_and_nothing_else(asha):
    with asha.scope():
        kept = files.keep_document(SimpleUploadedFile("po.pdf", b"%PDF-1.7 ..."), subject="draft:1")
        assert kept.content_type == "application/pdf"
        with pytest.raises(DomainError):
            files.keep_document(SimpleUploadedFile("po.html", b"<html>"), subject="draft:1")


def test_another_shop_does_not_find_it(asha, charlie):
    with asha.scope():
        kept = files.keep_picture(a_picture(), subject="entry:1")
    assert asha.client.get(asha.url(f"files/{kept.pk}/")).status_code == 200
    assert charlie.client.get(charlie.url(f"files/{kept.pk}/")).status_code == 404
