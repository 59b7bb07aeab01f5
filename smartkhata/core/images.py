"""Pictures that people upload: read once, written anew, so that nothing hidden in the file travels on."""

import io

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from smartkhata.core.errors import DomainError

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000  # a phone's 40 megapixels; above it a small file can fill the memory
READABLE = ("JPEG", "PNG", "WEBP")


def reencode(data, *, longest=1600, transparent=False):
    """(content_type, bytes) of the picture at most `longest` pixels wide and high, without its metadata.

    JPEG, or PNG where it is to stay `transparent` (logo, signature). 400 bad_image for anything else.
    """
    if len(data) > MAX_BYTES:
        raise _refused(_("This picture is larger than 8 MB. Choose a smaller one."))
    try:
        picture = Image.open(io.BytesIO(data), formats=READABLE)
        if picture.width * picture.height > MAX_PIXELS:
            raise _refused(_("This picture has too many pixels. Choose a smaller one."))
        # Phones turn a picture by a note in its metadata, which does not survive.
        picture = ImageOps.exif_transpose(picture)
        picture.thumbnail((longest, longest))
        return _written(picture, transparent)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise _refused(_("This file can't be read as a picture. Choose a JPG, PNG or WebP file.")) from None


def _written(picture, transparent):
    out = io.BytesIO()
    if transparent:
        picture.convert("RGBA").save(out, "PNG", optimize=True)
        return "image/png", out.getvalue()
    picture.convert("RGB").save(out, "JPEG", quality=82, optimize=True)
    return "image/jpeg", out.getvalue()


def _refused(text):
    return DomainError(text, code="bad_image", fields={"picture": text})
