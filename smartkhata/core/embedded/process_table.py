"""Which processes run here and since when: from /proc on Linux, from `ps` on macOS.

A number alone names nobody: the system gives it away again once its process has ended. So a process is known by
number and birth, by its command line, or by a variable that its environment held when it began.
"""

import contextlib
import subprocess
from pathlib import Path

PROC = Path("/proc")
STATE, STARTED = 0, 19  # fields of /proc/<pid>/stat, counted after the name
ENDED = ("Z", "X")  # a zombie has ended; its parent just has not looked


def born(pid):
    """When a process began, as text; equal only for the same process, also after a reboot. Empty: it has ended."""
    if not PROC.joinpath("self/stat").exists():
        return _born_by_ps(pid)
    try:
        # The name stands in brackets and may hold blanks and brackets itself.
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[STATE] in ENDED else f"{_boot()}:{fields[STARTED]}"


def command_lines():
    """[(pid, command line with blanks between its words)] of the processes that we may look at."""
    if not PROC.joinpath("self/stat").exists():
        return _listed("-axww", "-o", "pid=,command=")
    return [(pid, " ".join(words).strip()) for pid, words in _contents("cmdline")]


def carriers(name, value):
    """Pids of the processes that began with NAME=value in their environment."""
    if not PROC.joinpath("self/stat").exists():
        listed = _listed("-axwwE", "-o", "pid=,command=")
        return [pid for pid, text in listed if f" {name}={value} " in f"{text} "]
    return [pid for pid, variables in _contents("environ") if f"{name}={value}" in variables]


def _contents(file):
    for folder in PROC.iterdir():
        if folder.name.isdecimal():
            # It may have ended since, or belong to somebody whose affairs are not ours.
            with contextlib.suppress(OSError):
                yield int(folder.name), (folder / file).read_text(errors="replace").split("\0")


def _boot():
    with contextlib.suppress(OSError):
        return (PROC / "sys/kernel/random/boot_id").read_text().strip()
    return ""


def _listed(*options):
    for line in _ps(*options).splitlines():
        pid, _, text = line.strip().partition(" ")
        yield int(pid), text.strip()


def _born_by_ps(pid):
    state, _, when = _ps("-o", "stat=", "-o", "lstart=", "-p", str(pid)).strip().partition(" ")
    return "" if state.startswith(ENDED) else when.strip()


def _ps(*options):
    return subprocess.run(["ps", *options], capture_output=True, text=True, check=False).stdout
