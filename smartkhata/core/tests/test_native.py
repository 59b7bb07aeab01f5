"""The libraries of PDF: found, or named with the one command that brings them."""

import pytest

from smartkhata.core import native


@pytest.fixture(autouse=True)
def asked_anew(monkeypatch):
    monkeypatch.delenv("DYLD_FALLBACK_LIBRARY_PATH", raising=False)
    native.missing.cache_clear()
    yield
    native.missing.cache_clear()


def on(monkeypatch, system):
    monkeypatch.setattr(native.platform, "system", lambda: system)


def test_macos_looks_where_homebrew_lays_pango(monkeypatch):
    on(monkeypatch, "Darwin")
    native.look_in_homebrew()
    assert native.os.environ["DYLD_FALLBACK_LIBRARY_PATH"].startswith("/opt/homebrew/lib:/usr/local/lib")


def test_a_path_of_ones_own_is_kept(monkeypatch):
    on(monkeypatch, "Darwin")
    monkeypatch.setenv("DYLD_FALLBACK_LIBRARY_PATH", "/my/lib")
    native.look_in_homebrew()
    assert native.os.environ["DYLD_FALLBACK_LIBRARY_PATH"] == "/my/lib"


def test_linux_needs_no_such_thing(monkeypatch):
    on(monkeypatch, "Linux")
    native.look_in_homebrew()
    assert "DYLD_FALLBACK_LIBRARY_PATH" not in native.os.environ


@pytest.mark.parametrize(
    "system, has_apt, said",
    [
        ("Linux", True, "sudo apt-get install"),
        ("Darwin", False, "brew install pango"),
        ("Linux", False, "Pango 1.44"),
    ],
)
def test_what_is_missing_is_named_with_its_remedy(monkeypatch, system, has_apt, said):
    on(monkeypatch, system)
    monkeypatch.setattr(native, "LIBRARIES", ("no-such-library",))
    monkeypatch.setattr(native.shutil, "which", lambda name: "/usr/bin/apt-get" if has_apt else None)
    assert native.missing() == ("no-such-library",)
    assert said in native.mend_command()
