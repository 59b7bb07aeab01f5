"""Names, phones and addresses in any number, made by rule from a seed: no list of real people."""

import random

_SYLLABLES = "k m n r s sh p b d dh t th j g v w h ch y l mw ny nj kh bh sr kr pr"
_BEGIN = _SYLLABLES.split(" ")
_VOWELS = ("a", "a", "a", "i", "i", "u", "e", "o", "aa", "ee", "oo")
_END = ("", "", "", "n", "r", "sh", "l", "m", "t", "nd", "ng", "j", "k")
_TRADES = ("Traders", "Stores", "Enterprises", "Hardware", "Electricals", "Textiles", "Sweets", "Medical")


class People:
    """A crowd with common and rare names: `first` and `last` are drawn by Zipf's law."""

    def __init__(self, size, seed=7):
        self.dice, self.phones = random.Random(seed), 0
        self.first = self._words(max(400, min(size // 50, 6_000)), 2)
        self.last = self._words(max(800, min(size // 5, 50_000)), 3)
        self._first_weights = _zipf(self.first)
        self._last_weights = _zipf(self.last)

    def names(self, count):
        """`count` names: first and last, some with an initial or a trade."""
        firsts = self.dice.choices(self.first, cum_weights=self._first_weights, k=count)
        lasts = self.dice.choices(self.last, cum_weights=self._last_weights, k=count)
        for first, last in zip(firsts, lasts, strict=True):
            luck = self.dice.random()
            if luck < 0.1:
                yield f"{last} {self.dice.choice(_TRADES)}"
            elif luck < 0.2:
                yield f"{first} {self.dice.choice('ABDGKMNPRSV')}. {last}"
            else:
                yield f"{first} {last}"

    def phone(self):
        """Another one each time: steps that have no factor in common with the range meet every number once."""
        self.phones += 1
        if self.dice.random() < 0.6:
            return f"+919{self.phones * 618_033_989 % 10**9:09d}"
        return f"+2547{self.phones * 61_803_399 % 10**8:08d}"

    def slip(self, word):
        """`word` with one slip: a letter too many, too few, another one, or two changed places."""
        at, letter = self.dice.randrange(len(word)), self.dice.choice("abcdefghijklmnoprstuvwy")
        swapped = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at else word[1::-1] + word[2:]
        slips = (
            word[:at] + letter + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at + 1 :],
        )
        return self.dice.choice([*slips, swapped])

    def _words(self, count, longest):
        words = {}
        while len(words) < count:
            words[self._word(self.dice.randint(2, longest))] = True
        return list(words)

    def _word(self, syllables):
        parts = (self.dice.choice(_BEGIN) + self.dice.choice(_VOWELS) for _ in range(syllables))
        return ("".join(parts) + self.dice.choice(_END)).capitalize()


def _zipf(words):
    total, weights = 0.0, []
    for rank in range(1, len(words) + 1):
        total += 1 / (rank + 20)
        weights.append(total)
    return weights
