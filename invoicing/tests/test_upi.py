"""UPI links, byte for byte (vectors of the linking specification 1.6)."""

from decimal import Decimal

import pytest

from invoicing.gateways import upi

INVOICE = {
    "vpa": "fertilizer.shop@okaxis",
    "name": "Sharma & Sons (Seeds)",
    "amount": Decimal("2500"),
    "reference": "INV/26-27/00042",
    "note": "INV/26-27/00042",
}


def test_names_and_notes_are_percent_encoded_and_the_at_stays():
    assert upi.payment_uri(**INVOICE) == (
        "upi://pay?pa=fertilizer.shop@okaxis&pn=Sharma%20%26%20Sons%20%28Seeds%29&tr=INV262700042"
        "&tn=INV%2F26-27%2F00042&am=2500.00&cu=INR"
    )


def test_without_an_amount_the_payer_types_it():
    uri = upi.payment_uri(vpa="smartkhata.77@ybl", name="किराना स्टोर", reference="K104", note="Khata balance")
    assert uri == (
        "upi://pay?pa=smartkhata.77@ybl&pn=%E0%A4%95%E0%A4%BF%E0%A4%B0%E0%A4%BE%E0%A4%A8%E0%A4%BE%20"
        "%E0%A4%B8%E0%A5%8D%E0%A4%9F%E0%A5%8B%E0%A4%B0&tr=K104&tn=Khata%20balance&cu=INR"
    )


def test_only_a_merchant_has_a_category():
    assert "&mc=5411&" in upi.payment_uri(**INVOICE, upi_type="merchant", mcc="5411")
    assert "mc=" not in upi.payment_uri(**INVOICE, upi_type="personal", mcc="5411")


def test_a_note_cannot_change_the_amount():
    uri = upi.payment_uri(**INVOICE | {"note": "x&am=1.00", "name": "y&pa=thief@upi"})
    assert uri.count("am=") == 1 and uri.count("pa=") == 1


@pytest.mark.parametrize("text", ["asha.kirana@okaxis", "9876543210@ybl", "a-b_c.d@upi"])
def test_a_upi_id_is_recognised(text):
    assert upi.valid_vpa(text)


@pytest.mark.parametrize("text", ["asha", "asha@", "a@okaxis", "asha@ok axis", "asha@1bank", "asha@okaxis\n"])
def test_what_is_no_upi_id_is_refused(text):
    assert not upi.valid_vpa(text)
