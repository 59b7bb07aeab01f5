"""QR codes of pages."""

from invoicing.documents import qr


def test_the_qr_of_a_page_breaks_no_content_policy():
    image = qr.svg("upi://pay?pa=a@b")
    assert image.startswith("<svg") and "style=" not in image and "<script" not in image


def test_a_label_is_escaped():
    assert "<b>" not in qr.svg("x", label="<b>")
