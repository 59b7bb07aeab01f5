"""Names in Indian scripts as people write them in Latin letters: रमेश -> ramesh, চৌধুরী -> chaudhuri.

Unicode lays nine Indian scripts out alike, so one table of Devanagari reads them all.
"""

import re

_FIRST, _LAST, _BLOCK = 0x0900, 0x0D7F, 0x80
# From Tamil on, southern scripts speak every vowel; the northern ones drop some that are not written.
_SOUTH = 0x0B80
_VIRAMA = "\u094d"
_UNWRITTEN = "·"

_LETTERS = "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळ"
_SPELT = "k kh g gh n ch chh j jh n t th d dh n t th d dh n p ph b bh m y r l v sh sh s h l"
_VOWELS, _VOWEL_SIGNS = "आइईउऊऋएऐओऔऑऍऎऒ", "ािीुूृेैोौॉॅॆॊ"
_SPOKEN = "a i i u u ri e ai o au o e e o"
_CONSONANTS = dict(zip(_LETTERS, _SPELT.split(" "), strict=True)) | {
    "ऩ": "n",
    "ऱ": "r",
    "ऴ": "zh",
    "ज्ञ": "gy",
}
_SIGNS = dict(zip(_VOWEL_SIGNS, _SPOKEN.split(" "), strict=True))
# Nasals, a breath, marks of Gurmukhi and Bengali; a virama that stands alone says nothing.
_MARKS = {"ं": "n", "ँ": "n", "ः": "h", "\u0970": "n", "\u0971": "", "\u094e": "t", _VIRAMA: ""}
_ALONE = str.maketrans({"अ": "a", **dict(zip(_VOWELS, _SPOKEN.split(" "), strict=True)), **_MARKS})
_SYLLABLE = re.compile(
    f"({'|'.join(sorted(_CONSONANTS, key=len, reverse=True))})([{''.join(_SIGNS)}{_VIRAMA}])?"
)
# Not spoken: at the end of the word (rām), and between two spoken syllables (kam[a]lā).
_SILENT = re.compile(r"(?<=..)·$|(?<=[aeiou·])([^aeiou·]+)·(?=[^aeiou·]+[aeiou])")


def romanise(word):
    """`word` in Latin letters; what is in another script stays as it is."""
    codes = [ord(char) for char in word if _FIRST <= ord(char) <= _LAST]
    if not codes:
        return word
    spelt = _SYLLABLE.sub(_spoken, "".join(map(_as_devanagari, word))).translate(_ALONE)
    if min(codes) < _SOUTH:
        spelt = _SILENT.sub(lambda match: match[1] or "", spelt)
    return spelt.replace(_UNWRITTEN, "a")


def _spoken(syllable):
    consonant, sign = syllable.groups()
    if sign == _VIRAMA:
        return _CONSONANTS[consonant]
    return _CONSONANTS[consonant] + _SIGNS.get(sign, _UNWRITTEN)


def _as_devanagari(char):
    code = ord(char)
    return chr(_FIRST + (code - _FIRST) % _BLOCK) if _FIRST <= code <= _LAST else char
