"""A number comes in any form that people write, rests as E.164 and goes out readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartkhata.core import phones
from smartkhata.core.errors import DomainError


@pytest.mark.parametrize(
    "written",
    ["9876543210", "98765 43210", "98765-43210", "09876543210", "919876543210", "+91 98765 43210"]
    + ["00919876543210", " +919876543210 ", "(+91) 98765-43210", "९८७६५४३२१०"],
)
def test_every_indian_form_is_one_number(written):
    assert phones.normalise(written, "IN") == "+919876543210"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0722123456", "+254722123456"),
        ("0722 123 456", "+254722123456"),
        ("722123456", "+254722123456"),
        ("254722123456", "+254722123456"),
        ("+254 722 123456", "+254722123456"),
        ("00254722123456", "+254722123456"),
        ("0110123456", "+254110123456"),
        ("110123456", "+254110123456"),
    ],
)
def test_every_kenyan_form_is_one_number(written, number):
    assert phones.normalise(written, "KE") == number


def test_a_number_of_the_other_country_needs_its_code():
    assert phones.normalise("+254722123456", "IN") == "+254722123456"
    assert phones.normalise("254722123456", "IN") == "+254722123456"
    assert phones.normalise("00919876543210", "KE") == "+919876543210"
    assert phones.normalise("+447400123456", "KE") == "+447400123456"


@pytest.mark.parametrize(
    ("written", "country", "example"),
    [
        ("12345", "IN", "98765 43210"),
        ("0000000000", "IN", "98765 43210"),
        ("", "IN", "98765 43210"),
        (None, "IN", "98765 43210"),
        ("98765432101", "IN", "98765 43210"),
        ("9876543210 / 9123456780", "IN", "98765 43210"),
        ("0922123456", "KE", "0712 345 678"),
        ("07221234567", "KE", "0712 345 678"),
        ("call me", "KE", "0712 345 678"),
    ],
)
def test_a_wrong_number_is_answered_with_an_example_of_the_country(written, country, example):
    with pytest.raises(DomainError) as refused:
        phones.normalise(written, country)
    assert refused.value.code == "bad_phone"
    assert refused.value.message == f"Enter a phone number like {example}."
    assert refused.value.fields == {"phone": refused.value.message}


@pytest.mark.parametrize("slip", ["989123456789", "982188881234"])
def test_a_slip_does_not_become_a_number_in_iran(slip):
    with pytest.raises(DomainError):
        phones.normalise(slip, "IN")


@given(st.text(max_size=30), st.sampled_from(["IN", "KE"]))
def test_any_text_is_a_number_or_a_plain_refusal(text, country):
    try:
        number = phones.normalise(text, country)
    except DomainError as refused:
        assert refused.code == "bad_phone"
    else:
        assert phones.normalise(number, country) == number


def test_a_mobile_is_told_from_a_landline():
    assert phones.is_mobile("+919876543210")
    assert phones.is_mobile("+254722123456")
    assert not phones.is_mobile("+912227781234")
    assert not phones.is_mobile("nonsense")


def test_a_number_is_shown_readable_masked_and_bare():
    assert phones.pretty("+919876543210") == "+91 98765 43210"
    assert phones.pretty("") == ""
    assert phones.mask("+919876543210") == "number ending 210"
    assert phones.digits("+254722123456") == "254722123456"
