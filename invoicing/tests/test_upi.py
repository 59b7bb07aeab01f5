"""UPI links, byte for byte (vectors of the linking specification 1.6)."""

from decimal import Decimal

from invoicing.documents import qr
from invoicing.gateways import mpesa, upi


def test_names_and_notes_are_percent_encoded_and_the_at_stays():
    assert (
        upi.payment_uri(
            vpa="fertilizer.shop@okaxis",
            name="Sharma & Sons (Seeds)",
            amount=Decimal("2500"),
            reference="INV/26-27/00042",
            note="INV/26-27/00042",
        )
        == "upi://pay?pa=fertilizer.shop@okaxis&pn=Sharma%20%26%20Sons%20%28Seeds%29&tr=INV262700042"
        "&tn=INV%2F26-27%2F00042&am=2500.00&cu=INR"
    )


def test_devanagari_names_are_utf8():
    uri = upi.payment_uri(vpa="a@ybl", name="किराना", amount=Decimal(1), reference="K1", note="Khata")
    assert "pn=%E0%A4%95%E0%A4%BF%E0%A4%B0%E0%A4%BE%E0%A4%A8%E0%A4%BE" in uri


def test_the_qr_of_a_page_breaks_no_content_policy():
    image = qr.svg("upi://pay?pa=a@b")
    assert image.startswith("<svg") and "style=" not in image


def test_mpesa_takes_whole_shillings_rounded_up():
    assert mpesa.instructions(paybill="247247", account="K3A9", amount=Decimal("100.01"))["amount"] == 101
