"""How merchants write amounts: 15,000 - 1,50,000 - 15k - 1.5 lakh - dedh sau - elfu kumi na tano - half."""

from decimal import Decimal

from invoicing.drafting.local.words import ENGLISH, fold

CURRENCIES = {
    fold(form): code
    for code, forms in {
        "KES": "kes ksh kshs sh shs shilling shillings shilingi bob /=",
        "INR": "inr rs rupee rupees rupay rupaye rupaya rupaiya rupya ₹ रुपये रुपए रुपया रुपयों रूपये रूपए रु",
        "USD": "usd us$ dollar dollars dola $",
        "EUR": "eur euro euros €",
        "GBP": "gbp pound pounds sterling £",
        "UGX": "ugx ush ushs",
        "TZS": "tzs tsh tshs",
        "AED": "aed dirham dirhams",
        "SAR": "sar riyal riyals",
        "ZAR": "zar rand",
        "CNY": "cny rmb yuan",
        "JPY": "jpy yen ¥",
        "NPR": "npr",
        "PKR": "pkr",
        "BDT": "bdt",
        "NGN": "ngn naira",
        "RWF": "rwf",
        "ETB": "etb birr",
        "CAD": "cad",
        "AUD": "aud",
        "SGD": "sgd",
    }.items()
    for form in forms.split()
}
_HALF = Decimal("0.5")


def currency_of(text):
    """``US dollars`` -> "USD"; empty for none that is known."""
    return CURRENCIES.get(fold(text).rstrip(".").split()[-1], "")


def digits(text):
    """``1,50,000.50`` -> Decimal; the tokenizer has made sure of the grouping."""
    return Decimal(text.replace(",", ""))


def read(words, vocabulary=ENGLISH, *, price=False, count=False):
    """The number that `words` begin with -> (Decimal, how many words), (None, 0) for none.

    `price`: a price stands here, so "six fifty" is 650; `count`: no thing's name stands before it, so "and"
    joins ("two thousand and fifty").

    `words` are folded strings, and Decimals where digits stood: [Decimal(1), "lakh", Decimal(20), "thousand"].
    """
    if words[:2] in (["a", "dozen"], ["a", "pair"]):
        return Decimal(1), 1
    if vocabulary.ahead and (found := _scale_first(words, vocabulary))[1]:
        return found
    if price and (spoken := spoken_price(words, vocabulary)):
        return spoken
    article = words[:1] in (["a"], ["an"]) and words[1:2] in (
        ["hundred"],
        ["thousand"],
        ["lakh"],
        ["million"],
    )
    total, part, at = Decimal(0), Decimal(1) if article else None, int(article)
    while at < len(words):
        step = _half_more(words, at, part) or _step(words, at, part, total, vocabulary)
        if step is None and count and part is None and total >= 1000 and words[at] == "and":
            step = _step(words, at + 1, part, total, vocabulary)
        if step is None:
            break
        total, part, at = step
    value = total + (part or 0)
    if at and vocabulary.ahead and words[at : at + 2] == ["na", "nusu"] and value < 100:
        return value + _HALF, at + 2
    return (value, at) if at else (None, 0)


def _half_more(words, at, part):
    """``2 and a half``, ``one and half (lakh)``."""
    for more, value in _MORE.items():
        if at and part is not None and part < 100 and tuple(words[at : at + len(more)]) == more:
            return Decimal(0), part + value, at + len(more)
    return None


_MORE = {
    ("and", "a", "half"): _HALF,
    ("and", "half"): _HALF,
    ("and", "a", "quarter"): _HALF / 2,
    ("and", "three", "quarters"): _HALF * 3 / 2,
}


def spoken_price(words, vocabulary):
    """``six fifty`` is 650, ``two twenty five`` 225: as prices are said."""
    ones = [vocabulary.ones.get(word) if isinstance(word, str) else None for word in words[:3]]
    if len(ones) < 2 or None in ones[:2] or not 1 <= ones[0] <= 9 or ones[1] < 10:
        return None
    more = (
        ones[2] if len(ones) == 3 and ones[2] and ones[2] < 10 and ones[1] >= 20 and ones[1] % 10 == 0 else 0
    )
    used = 3 if more else 2
    scaled = words[used] if used < len(words) else ""
    return None if scaled in vocabulary.scales else (Decimal(ones[0] * 100 + ones[1] + more), used)


def _step(words, at, part, total, vocabulary):
    """(total, part, next) after the word at `at`, or None where the number ends."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if part is None:
        if not total and word in vocabulary.parts and _is_part(word, following, vocabulary):
            return _fraction(words, at, vocabulary)
        begins = _begins(word, following, total, vocabulary)
        if (
            not at
            and not begins
            and vocabulary.scales.get(word, 0) >= 100
            and word not in ("so", "cr", "k")
            and _is_bare(word)
        ):
            return Decimal(0), Decimal(1), at
        return (total, Decimal(vocabulary.ones.get(word, word)), at + 1) if begins else None
    if word in vocabulary.scales:
        scale = vocabulary.scales[word]
        return (total, part * scale, at + 1) if scale == 100 else (total + part * scale, None, at + 1)
    spoken = isinstance(words[at - 1], str)
    if word == "and" and spoken and part >= 100 and following in vocabulary.ones:
        return total, part + vocabulary.ones[following], at + 2
    # "5600 ek quintal": what is written in figures has ended.
    if word in vocabulary.ones and (spoken or part < 100) and _joins(part, vocabulary.ones[word]):
        return total, part + vocabulary.ones[word], at + 1
    return None


def _is_part(word, following, vocabulary):
    """ "pav kilo" is a quarter; "vada pav" is bread."""
    small = vocabulary.parts[word] in ("0.25", "0.75")
    return not small or following in vocabulary.units or following in vocabulary.scales


def _is_bare(word):
    """ "hazaar ka recharge": a Hindi scale alone is one of it; English and "lakh" want a numeral."""
    return word not in ENGLISH.scales


def _begins(word, following, total, vocabulary):
    """Behind "15 thousand" a "3" begins the next number; "20 thousand" and "fifty" belong to this one."""
    if not isinstance(word, Decimal) and word not in vocabulary.ones:
        return False
    if not total:
        return True
    return vocabulary.scales.get(following, total) < total or vocabulary.ones.get(word, 0) >= 10


def _joins(part, value):
    """twenty + five, two hundred + five; "2 5" are two numbers."""
    return value < 10 and 20 <= part < 100 and part % 10 == 0 or part >= 100 and part % 100 == 0


def _fraction(words, at, vocabulary):
    """``half a``, ``dedh (sau)``; ``saadhe teen`` and ``paune do`` join the numeral behind them."""
    word, following = vocabulary.parts[words[at]], words[at + 1] if at + 1 < len(words) else ""
    if word[0] not in "+-":
        article = words[at] == "half" and following in ("a", "an")
        return Decimal(0), Decimal(word), at + 1 + article
    numeral = following if isinstance(following, Decimal) else vocabulary.ones.get(following)
    if numeral is not None:
        return Decimal(0), Decimal(numeral) + Decimal(word), at + 2
    return Decimal(0), 1 + Decimal(word), at + 1


def _scale_first(words, vocabulary):
    """``elfu mbili mia tano``, ``laki mbili na nusu``, ``soo tano``, ``mia tisa hamsini``; "10 thao", too."""
    if len(words) > 1 and isinstance(words[0], Decimal) and words[1] in vocabulary.ahead:
        counted = len(words) > 2 and _small(words, 2, vocabulary)[1]
        return (None, 0) if counted else (words[0] * vocabulary.ahead[words[1]], 2)
    total, at, last = Decimal(0), 0, None
    while at < len(words):
        start = at + bool(at and words[at] == "na")
        scale = vocabulary.ahead.get(words[start]) if start < len(words) else None
        if scale and (last is None or scale < last) and not (last and start == at and total % last == 1):
            many, used = _small(words, start + 1, vocabulary)
            if not used and scale == 1000 and words[start + 1 : start + 2] == ["mia"]:
                # "elfu mia moja" is a hundred thousand.
                hundreds, used = _small(words, start + 2, vocabulary)
                many, used = (hundreds * 100, used + 1) if used else (None, 0)
            if used and many * scale >= (last or many * scale + 1):
                return None, 0
            total, at, last = total + (many if used else 1) * scale, start + 1 + used, scale
            continue
        break
    if last is None:
        return _plain(words, vocabulary)
    if words[at : at + 2] == ["na", "nusu"]:
        return total + last / Decimal(2), at + 2
    start = at + (words[at : at + 1] == ["na"])
    rest, used = _small(words, start, vocabulary)
    # "soo mbili mbili" is 200 for each.
    again = 0 < start < len(words) and words[start] == words[start - 1]
    if used and rest < last and not isinstance(words[start], Decimal) and not again:
        return total + rest, start + used
    return total, at


def _plain(words, vocabulary):
    if not words or isinstance(words[0], Decimal) or words[0] not in vocabulary.ones:
        return None, 0
    value, used = _small(words, 0, vocabulary)
    if words[used : used + 2] == ["na", "nusu"]:
        return value + _HALF, used + 2
    return value, used


def _small(words, at, vocabulary):
    """Below a hundred: ``kumi na tano``, ``ishirini``, digits -> (Decimal, how many words)."""
    if at >= len(words):
        return None, 0
    if isinstance(words[at], Decimal):
        return (words[at], 1) if words[at] < 1000 else (None, 0)
    if words[at] not in vocabulary.ones:
        return None, 0
    value = Decimal(vocabulary.ones[words[at]])
    joined = words[at + 2] if words[at + 1 : at + 2] == ["na"] and at + 2 < len(words) else None
    one = vocabulary.ones.get(joined, 0) if isinstance(joined, str) else 0
    if 10 <= value < 100 and value % 10 == 0 and 0 < one < 10:
        return value + one, 3
    return value, 1
