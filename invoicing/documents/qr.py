"""QR codes as SVG (for pages: no style attribute, so the content policy holds) and as PNG (for PDF)."""

import segno


def svg(text, *, label="QR code"):
    """An inline <svg> that scales with its box."""
    code = segno.make(text, error="m", boost_error=False)
    return code.svg_inline(omitsize=True, title=label, svgclass="qr", lineclass=None)


def png_data_uri(text):
    return segno.make(text, error="m", boost_error=False).png_data_uri(scale=5, border=2)
