"""How a name is heard, however it is spelt: chaudhary, choudhary, chowdhury and चौधरी sound alike.

`sound` keeps the vowels (in three classes), `bones` only the consonants. The rules are those by which names of India
and Kenya vary in Latin letters: aspiration (th/t), sibilants (sh/s/z), long vowels (ee/i, oo/u), w/v, doubled letters.
"""

import re
from functools import lru_cache

from customers.search.romanising import romanise

# Shop signs and cards shorten these; the full word is what they sound like.
LONG_FORMS = {
    "mohd": "mohammad",
    "mohmd": "mohammad",
    "md": "mohammad",
    "bros": "brothers",
    "co": "company",
    "ent": "enterprises",
    "govt": "government",
    "ltd": "limited",
    "pvt": "private",
}
_VOWEL = "[aeiouy]"
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("^(jn|dny|gn)(?=[aeiouy])", "gy"),
        ("x", "ks"),
        ("ph", "f"),
        ("sch|sh", "s"),
        ("ch+", "C"),
        ("c(?=[eiy])", "s"),
        ("ck|c|q", "k"),
        ("C", "c"),
        ("(?<=[bdgjkrtw])h", ""),
        (f"(?<=[aeiou])w(?!{_VOWEL})", "u"),
        ("w", "v"),
        ("z", "s"),
        (r"(.)\1+", r"\1"),
        ("(?<=.)h", ""),
        (f"(?<!^)y|^y(?!{_VOWEL})", "i"),
        ("au|ou|oo|o", "u"),
        ("ee|ea|ei|ie|ai|ae|e", "i"),
        (r"([aiu])\1+", r"\1"),
        ("m(?=[pb]|$)", "n"),
    )
)


@lru_cache(maxsize=10_000)
def sound(word):
    """How a folded word is heard: laxmi and lakshmi -> laksmi, subramanyam and subramaniam -> subramanian."""
    heard = romanise(word)
    heard = LONG_FORMS.get(heard, heard)
    for pattern, letters in _RULES:
        heard = pattern.sub(letters, heard)
    return heard


def bones(heard):
    """The consonants of a sound: muhamid, muhamad and a vowel-less mhmd -> mmd. A vowel in front is one class."""
    first = "a" if heard[:1] in tuple("aiu") else heard[:1]
    return (first + re.sub("[aiu]", "", heard[1:])).replace("v", "b")
