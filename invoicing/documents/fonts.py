"""The fonts of documents: from wheels, so that a page looks the same on every machine.

A variable font costs WeasyPrint ten times the page and a different file each time (it is cut with the hour
inside). So each weight is cut out once a machine, with the hour left out, and kept under DATA_DIR.
"""

import fcntl
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from django.conf import settings

# Latin, its accents, punctuation, currency signs, arrows and marks: the rest of Noto Sans is 2 MB of no use here.
LATIN = (*range(0x20, 0x250), *range(0x2000, 0x2070), *range(0x20A0, 0x20C1), 0x2122, 0x2212, 0x2713, 0xFFFD)
# Gujarati has no wheel: Debian's fonts-lohit-gujr (core/native.py), or what the system has.
STACK = (
    '"Khata", "Khata Devanagari", "Khata Tamil", "Khata Bengali",'
    ' "Lohit Gujarati", "Noto Sans Gujarati", sans-serif'
)


@dataclass(frozen=True)
class Face:
    """A family of our stylesheets and the file of its wheel; a variable file gives its regular and bold."""

    family: str
    package: str
    files: tuple[str, str]
    variable: bool = True
    unicodes: tuple[int, ...] = ()


FACES = (
    Face("Khata", "fontpkg_noto_sans", ("NotoSans[wdth,wght].ttf",) * 2, unicodes=LATIN),
    Face("Khata Devanagari", "fontpkg_noto_sans_devanagari", ("NotoSansDevanagari[wdth,wght].ttf",) * 2),
    Face("Khata Tamil", "fontpkg_noto_sans_tamil", ("NotoSansTamil[wdth,wght].ttf",) * 2),
    Face(
        "Khata Bengali",
        "fontpkg_hind_siliguri",
        ("HindSiliguri-Regular.ttf", "HindSiliguri-Bold.ttf"),
        variable=False,
    ),
)
WEIGHTS = (400, 700)


@lru_cache
def font_faces():
    """The @font-face rules; makes what is missing (some seconds, once a machine)."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {weight}; src: url("{file.as_uri()}") }}\n'
        for face in FACES
        for weight, file in zip(WEIGHTS, _files(face), strict=True)
    )


def _files(face):
    folder = Path(import_module(face.package).__file__).parent / "files"
    sources = [folder / name for name in face.files]
    if not face.variable:
        return sources
    return [_cut(source, weight, face) for source, weight in zip(sources, WEIGHTS, strict=True)]


def _cut(source, weight, face):
    """The static font of one weight. One process cuts, the others wait for it."""
    home = settings.DATA_DIR / "fonts"
    home.mkdir(parents=True, exist_ok=True)
    mark = sha256(f"{source.stat().st_size}:{face.unicodes}".encode()).hexdigest()[:8]
    made = home / f"{face.package}-{weight}-{mark}.ttf"
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            fresh = made.with_suffix(".new")
            _static(source, weight, face.unicodes).save(fresh)
            fresh.rename(made)
    return made


def _static(source, weight, unicodes):
    """fontTools is loaded by name: each process would wait for what one needs once a machine."""
    font = import_module("fontTools.ttLib").TTFont(source, recalcTimestamp=False)
    if unicodes:
        subset = import_module("fontTools.subset")
        options = subset.Options(layout_features=["*"], notdef_outline=True, name_IDs=["*"])
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=unicodes)
        cutter.subset(font)
    axes = {axis.axisTag for axis in font["fvar"].axes}
    place = {"wght": weight, "wdth": 100}
    limits = {axis: place[axis] for axis in axes}
    instancer = import_module("fontTools.varLib.instancer")
    return instancer.instantiateVariableFont(font, limits, inplace=True, static=True)
