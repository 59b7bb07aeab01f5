"""Pay codes survive being read out and typed by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoicing.paycode import ALPHABET, is_valid, normalise, pay_code

codes = st.integers(min_value=1, max_value=10**9).map(pay_code)


@given(codes)
def test_a_code_fits_mpesa_and_has_no_look_alikes(code):
    assert len(code) <= 12 and is_valid(code) and not set(code) & set("01IOL")


@given(codes, st.data())
def test_one_slip_is_found(code, data):
    place = data.draw(st.integers(0, len(code) - 1))
    slip = data.draw(st.sampled_from([char for char in ALPHABET if char != code[place]]))
    assert not is_valid(code[:place] + slip + code[place + 1 :])


@given(codes, st.data())
def test_two_swapped_neighbours_are_found(code, data):
    place = data.draw(st.integers(0, len(code) - 2))
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert swapped == code or not is_valid(swapped)


def test_no_two_customers_share_a_code():
    assert len({pay_code(serial) for serial in range(5000)}) == 5000


def test_a_prefix_of_look_alikes_is_refused():
    with pytest.raises(ValueError, match="prefix"):
        pay_code(1, prefix="INV")


def test_spaces_dashes_and_case_do_not_count():
    code = pay_code(1258)
    assert normalise(f" {code[:2].lower()}-/.{code[2:]} ") == code


@pytest.mark.parametrize("text", ["", "K", "K3", "K34567892345678", "K0O", "कोड", "K²2"])
def test_what_is_no_code_is_refused(text):
    assert not is_valid(text)
