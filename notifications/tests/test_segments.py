"""An SMS is counted as it is billed: 160 or 70 in one, 153 or 67 in each of several."""

import pytest

from notifications.segments import plain, segments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("GSM-7", 0, 0)),
        ("a" * 160, ("GSM-7", 160, 1)),
        ("a" * 161, ("GSM-7", 161, 2)),
        ("a" * 306, ("GSM-7", 306, 2)),
        ("a" * 307, ("GSM-7", 307, 3)),
        ("अ" * 70, ("UCS-2", 70, 1)),
        ("अ" * 71, ("UCS-2", 71, 2)),
        ("अ" * 134, ("UCS-2", 134, 2)),
        ("अ" * 135, ("UCS-2", 135, 3)),
        ("₹1", ("UCS-2", 2, 1)),
        ("बिल" * 24, ("UCS-2", 72, 2)),
    ],
)
def test_parts_by_length_and_alphabet(text, expected):
    assert segments(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("€" * 80, ("GSM-7", 160, 1)), ("€" * 81, ("GSM-7", 162, 2)), ("😀" * 36, ("UCS-2", 72, 2))],
)
def test_some_characters_count_twice(text, expected):
    assert segments(text) == expected


def test_such_a_character_is_never_split_over_two_parts():
    text = "a" * 152 + "€" + "a" * 152
    assert segments(text) == ("GSM-7", 306, 3)


def test_a_letter_with_its_dot_counts_as_the_network_counts_it():
    assert segments("\u095c")[1] == 2, "NFC writes the dotted letter as two"


def test_typographic_signs_do_not_halve_a_message():
    assert segments(plain("Asha’s “Best” – ₹\u00a050…")) == ("GSM-7", 25, 1)
    assert plain("आशा") == "आशा"
