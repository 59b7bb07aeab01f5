"""Folding, romanising, sounds, keys, and what was typed: each room on its own, without a database."""

import pytest

from customers.search import Asked, fold, key_of, number_in, phone_digits, words_of
from customers.search.keys import marks_in, sounds_in, words_in
from customers.search.romanising import romanise
from customers.search.sounds import bones, sound


def test_folding_takes_case_accents_width_and_foreign_digits():
    assert fold("  JOSÉ   Ｋumar ४२ ") == "jose kumar 42"


def test_an_indian_letter_keeps_what_makes_it_another_letter():
    assert fold("लक्ष्मी") == "लक्ष्मी"
    assert fold("ज़ैनब") == fold("जैनब"), "the dot below is typed by few"


def test_words_of_a_name():
    assert words_of("M/s Patel & Sons (K.P.)") == ["m", "s", "patel", "and", "sons", "k", "p"]
    assert key_of("Ng’ang’a, D'Souza") == "nganga dsouza"


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("रमेश", "ramesh"),
        ("यादव", "yadav"),
        ("लक्ष्मी", "lakshmi"),
        ("मुहम्मद", "muhammad"),
        ("कमला", "kamla"),
        ("श्रीनिवास", "shrinivas"),
        ("ज्ञानेश्वर", "gyaneshvar"),
        ("न", "na"),
        ("চৌধুরী", "chaudhuri"),
        ("રમેશ", "ramesh"),
        ("ਸਿੰਘ", "singh"),
        ("ரமேஷ்", "ramesh"),
        ("ಲಕ್ಷ್ಮಿ", "lakshmi"),
        ("Ramesh", "Ramesh"),
    ],
)
def test_indian_scripts_in_latin_letters(written, latin):
    assert romanise(written) == latin


ALIKE = [
    "chaudhary choudhary chaudhari",
    "laxmi lakshmi lakshmee लक्ष्मी",
    "shrinivas srinivas sreenivas",
    "wanjiku wanjiko",
    "krishnamurti krishnamurthy krishnamoorthy",
    "subramaniam subramanian subramanyam",
    "hussein husain hossain",
    "dixit dikshit",
    "mohd mohammad muhammad मुहम्मद",
    "aisha ayesha aysha",
    "njeri njery",
    "vikas wikas vikash",
    "singh sing",
]


@pytest.mark.parametrize("family", ALIKE)
def test_spellings_of_one_name_sound_alike(family):
    assert len({sound(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    "family", ["mohammed muhammad mhmd", "fatima fatuma fatma", "aggarwal agrawal agarwal"]
)
def test_spellings_that_only_share_their_bones(family):
    assert len({bones(sound(word)) for word in family.split()}) == 1


@pytest.mark.parametrize("pair", ["wanjiku wanjiru", "ramesh rakesh", "sunita sunil", "omondi ochieng"])
def test_different_names_sound_different(pair):
    one, other = pair.split()
    assert bones(sound(one)) != bones(sound(other))


def test_the_words_of_a_row_hold_initials_joined_and_each_word_once():
    assert words_in("K.P. Singh Singh") == ["k", "p", "singh", "kp"]
    assert len(sounds_in("K.P. Singh Singh")) == 4


def test_marks_are_four_digits_in_a_row_words_of_an_address_and_hashes_of_a_tax_id():
    marks = marks_in(["+9198765", ""], ["info@techsolutions.example"], "")
    assert set(marks) == {"9198", "1987", "9876", "8765", "@info", "@techsolutions", "@example"}


def test_a_gstin_is_found_by_the_pan_inside_and_never_kept_in_clear():
    marks = marks_in(tax_id="27AAPFU0939F1ZV")
    assert set(marks_in(tax_id="AAPFU0939F")) < set(marks)
    assert not any("AAPFU" in mark for mark in marks)


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("98765 43210", ["9876543210"]),
        ("0722 123456", ["0722123456", "722123456"]),
        ("+91 98201", ["9198201"]),
        ("00254-722", ["00254722", "254722"]),
        ("(०२२) 4417", ["0224417", "224417"]),
        ("441", []),
        ("Shop 4417", []),
    ],
)
def test_digits_of_a_phone_in_any_writing(typed, digits):
    assert Asked.of(typed).digits == digits


def test_phone_digits_are_without_the_zeros_in_front():
    assert phone_digits("0722 123456") == "722123456"
    assert phone_digits("Ramesh") == ""


def test_a_number_of_a_customer_in_any_writing():
    assert {number_in(text) for text in ("CUST-0012", "cust12", "Cust 12")} == {"CUST-0012"}
    assert number_in("custard") == ""


def test_fillers_are_left_out_unless_nothing_else_was_said():
    assert Asked.of("Mr. Patel & Sons").words == ["patel", "sons"]
    assert Asked.of("Dr").words == ["dr"]


def test_control_characters_and_endless_texts_do_no_harm():
    assert Asked.of("ra\x00mesh").words == ["ramesh"]
    assert len(Asked.of("x" * 10_000).key) == 200
