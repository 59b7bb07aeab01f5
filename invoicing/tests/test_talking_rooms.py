"""The rooms that hear how people talk around goods and numbers, each by itself."""

from datetime import date
from decimal import Decimal as D

import pytest

from invoicing.drafting.history import same_thing
from invoicing.drafting.local import dates, opening, spelling, tables
from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.words import ENGLISH, HINDI, SWAHILI

HINGLISH, MIXED = HINDI.over(ENGLISH), SWAHILI.over(ENGLISH)


def counts(text, words=ENGLISH):
    """Numbers and what they count."""
    tokens = t.tokenise(text, words)
    return [
        (token.value, behind.value)
        for token, behind in zip(tokens, tokens[1:], strict=False)
        if t.kinds([token, behind]) == "NU"
    ]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("3 sessions a week for 4 weeks", ENGLISH, [(12, "session")]),
        ("for 4 weeks, 3 sessions a week", ENGLISH, [(12, "session")]),
        ("daily 2 litres for 30 days", ENGLISH, [(60, "litre")]),
        ("lita 10 kila siku kwa wiki mbili", MIXED, [(140, "litre")]),
        ("3 days a week for 6 weeks at 4,000 per week", ENGLISH, [(6, "week")]),
        ("5 bags for 4 weeks", ENGLISH, [(5, "bag"), (4, "week")]),
    ],
)
def test_a_frequency_is_multiplied_by_its_duration(text, words, found):
    assert counts(text, words) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5 quintal 40 kilo", [(D("5.4"), "quintal")]),
        ("2 hours 30 minutes", [(D("2.5"), "hour")]),
        ("2 kg 500 g", [(D("2.5"), "kg")]),
        ("2 kg 3 bags", [(2, "kg"), (3, "bag")]),
    ],
)
def test_an_amount_in_two_units_is_one(text, found):
    assert counts(text, HINGLISH) == found


@pytest.mark.parametrize(
    ("text", "words", "kinds"),
    [
        ("10 bags, 1 bag 750", ENGLISH, "NUCRUN"),
        ("mchele kilo 50, kilo ni 160", MIXED, "wNUCRUHN"),
        ("20 piece 60-60 rupaye", HINGLISH, "NUME"),
        ("boda 6 soo mbili mbili", MIXED, "wNNE"),
        ("3 rooms, 4500 a room", ENGLISH, "NwCNRw"),
        ("6 gallon phenyl 300 rupaye gallon", HINGLISH, "NwwMRw"),
        ("ek chair 3500 ki, 6", HINGLISH, "wNECN"),
    ],
)
def test_what_is_said_again_is_the_price_of_one(text, words, kinds):
    assert t.kinds(t.tokenise(text, words)) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("10ft x 8ft gate", "ww"),
        ("tyre 100/90", "ww"),
        ("PO 7731", "w"),
        ("20 HDMI 2.0 cables", "Nwww"),
        ("Printer HP 1020 repair 850", "wwwwN"),
        ("2 yr warranty", "w"),
        ('32" TV', "ww"),
        ("two-day workshop", "ww"),
    ],
)
def test_numbers_of_a_name_are_no_counts(text, kinds):
    assert t.kinds(t.tokenise(text)) == kinds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("copy over the last bill of this client", ENGLISH),
        ("duplicate last month's invoice", ENGLISH),
        ("what we billed him last month", ENGLISH),
        ("jo pichhli baar ka bill tha wahi", HINGLISH),
        ("kama invoice ya mwezi jana", MIXED),
    ],
)
def test_what_points_back_is_the_last_invoice(text, words):
    assert t.kinds(t.tokenise(text, words)) == "L"


def test_the_rate_of_last_time_is_not_the_last_invoice():
    assert "L" not in t.kinds(t.tokenise("3 fans, rate pichli baar wala", HINGLISH))


def test_a_table_is_written_out():
    said = tables.written_out("To: Asha\nItem | Qty | Rate\nSheets 6x6 | 24 | 1,150\nTotal | | 27,600")
    assert said == "To: Asha\nSheets 6x6 qty 24 rate 1,150\nTotal 27,600"
    assert tables.written_out("a | b\nc | d") == "a | b\nc | d"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("due in two weeks' time", "due in two weeks"),
        ("visit on 14/11", "visit on 14 Nov"),
        ("VAT-inclusive", "VAT inclusive"),
        ("Oct-Dec", "Oct to Dec"),
        ("२५ किलो", "25 किलो"),
    ],
)
def test_there_is_one_way_of_writing(text, plain):
    assert spelling.plain(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Good morning. Fans 5 at 10",
        "Bill to: Anand House\nFans 5 at 10",
        "Hello, could you prepare a bill for Mr. Otieno? Fans 5 at 10",
        "Bro nipe invoice ya client wa Ruaka: Fans 5 at 10",
    ],
)
def test_talk_before_the_goods_is_no_item(text):
    rest = opening.without_opening(
        text, lambda rest: "Fans" in rest, lambda who: any(char.isdigit() for char in who)
    )
    assert rest == "Fans 5 at 10"


def test_misspelt_goods_are_found_and_other_goods_are_not():
    assert same_thing("layrs mash", "Layers mash") and same_thing("Samsung A15 phones", "Samsung A15")
    assert not same_thing("growers mash bag", "Layers feed") and not same_thing("five", "fine")


def test_figures_and_words_are_two_numbers():
    assert [token.value for token in t.tokenise("5600 ek quintal", HINGLISH) if token.kind == "N"] == [
        5600,
        1,
    ]
    assert [token.value for token in t.tokenise("2,100 and two covers") if token.kind == "N"] == [2100, 2]


def test_a_day_that_no_month_has_is_asked():
    assert dates.take_due(t.tokenise("payable by the 0th"), date(2026, 11, 20))[:2] == (None, True)
