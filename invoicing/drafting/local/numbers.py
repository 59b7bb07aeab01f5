"""How merchants write amounts: 15,000 - 1,50,000 - 15k - 1.5 lakh - two hundred and fifty - half."""

from decimal import Decimal

# fmt: off
ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
WORDS = {word: value for value, word in enumerate(ONES)}
WORDS |= {word: value for value, word in zip(range(20, 100, 10), TENS, strict=True)}
SCALES = {
    "hundred": 100,
    "k": 1000,
    "thousand": 1000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "lac": 100_000,
    "lacs": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "cr": 10_000_000,
}
CURRENCIES = {
    form: code
    for code, forms in {
        "KES": "kes ksh kshs shilling shillings bob /=",
        "INR": "inr rs rupee rupees ₹ /-",
        "USD": "usd dollar dollars $",
        "EUR": "eur euro euros €",
        "GBP": "gbp £",
    }.items()
    for form in forms.split()
}


def digits(text):
    """``1,50,000.50`` -> Decimal; the tokenizer has made sure of the grouping."""
    return Decimal(text.replace(",", ""))


def read(words):
    """The number that `words` begin with -> (Decimal, how many words), (None, 0) for none.

    `words` are lower case strings, and Decimals where digits stood: [Decimal(1), "lakh", Decimal(20), "thousand"].
    """
    if words[:1] == ["half"]:
        return Decimal("0.5"), 1 + (words[1:2] in (["a"], ["an"]))
    if words[:2] in (["a", "dozen"], ["a", "pair"]):
        return Decimal(1), 1
    article = words[:1] in (["a"], ["an"]) and words[1:2] in (
        ["hundred"],
        ["thousand"],
        ["lakh"],
        ["million"],
    )
    total, part, at = Decimal(0), Decimal(1) if article else None, int(article)
    while at < len(words):
        step = _step(words, at, part, total)
        if step is None:
            break
        total, part, at = step
    return (None, 0) if not at else (total + (part or 0), at)


def _step(words, at, part, total):
    """(total, part, next) after the word at `at`, or None where the number ends."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if part is None:
        return (total, Decimal(WORDS.get(word, word)), at + 1) if _begins(word, following, total) else None
    if word in SCALES:
        scale = SCALES[word]
        return (total, part * scale, at + 1) if scale == 100 else (total + part * scale, None, at + 1)
    if word == "and" and part >= 100 and following in WORDS:
        return total, part + WORDS[following], at + 2
    if word in WORDS and _joins(part, WORDS[word]):
        return total, part + WORDS[word], at + 1
    return None


def _begins(word, following, total):
    """Behind "15 thousand" a "3" begins the next number; "20 thousand" and "fifty" belong to this one."""
    if not isinstance(word, Decimal) and word not in WORDS:
        return False
    return not total or SCALES.get(following, total) < total or WORDS.get(word, 0) >= 10


def _joins(part, value):
    """twenty + five, two hundred + five; "2 5" are two numbers."""
    return value < 10 and 20 <= part < 100 and part % 10 == 0 or part >= 100 and part % 100 == 0
