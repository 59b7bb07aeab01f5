"""The system libraries that PDF needs. No wheel carries them, so they may be missing."""

import ctypes.util
import os
import platform
import shutil
from functools import lru_cache

LIBRARIES = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset", "fontconfig")
# The font is Gujarati's; the other scripts' come from wheels.
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-lohit-gujr")
# Where Homebrew lays its libraries (Apple silicon, Intel); a Python from python.org does not look there.
HOMEBREW = ("/opt/homebrew/lib", "/usr/local/lib", "/usr/lib")


def look_in_homebrew():
    """On macOS, let this process find what `brew install pango` brought. Each process tells itself:

    the system takes the variable away wherever a process is started through /bin/sh.
    """
    if platform.system() == "Darwin":
        os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", ":".join(HOMEBREW))


@lru_cache
def missing():
    """Names of the libraries that can't be found."""
    return tuple(name for name in LIBRARIES if not _found(name))


def mend_command():
    """The one command that brings them; empty when nothing is missing."""
    if not missing():
        return ""
    if shutil.which("apt-get"):
        return f"sudo apt-get install --no-install-recommends {' '.join(PACKAGES)}"
    if platform.system() == "Darwin":
        return "brew install pango"
    return "install Pango 1.44 or newer with your system's package manager"


def _found(name):
    if ctypes.util.find_library(name):
        return True
    # Minimal systems have neither ldconfig's cache nor a compiler for find_library to ask.
    for soname in (f"lib{name}.so.0", f"lib{name}.so.1"):
        try:
            ctypes.CDLL(soname)
        except OSError:
            continue
        return True
    return False
