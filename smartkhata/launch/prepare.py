"""Makes .venv and installs the pinned requirements. Run by the system's Python: standard library only.

python3 smartkhata/launch/prepare.py requirements-dev.txt
"""

import collections
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
UNFINISHED = VENV / "unfinished"  # there while pip works: what it left halfway is not trusted
NEEDED = (3, 11)
SECONDS_BETWEEN_NEWS = 5


def main(requirements):
    if sys.version_info < NEEDED:
        fail(f"Python {NEEDED[0]}.{NEEDED[1]} or newer is needed. Install it and run again.")
    stamp = VENV / f"stamp-{requirements}"
    wanted = digest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    make_venv()
    say(f"Installing {requirements} into .venv (a minute or two) ...")
    UNFINISHED.touch()
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check"]
    code, last = watch([*pip, "--progress-bar", "off", "-r", str(ROOT / requirements)])
    if code:
        say("\n".join(last))
        fail("The packages could not be installed (see above). Check network and disk, and run again.")
    UNFINISHED.unlink()
    stamp.write_text(wanted)


def make_venv():
    python = VENV / "bin" / "python"
    if not UNFINISHED.exists() and python.exists() and has_pip(python):
        return
    say("Making .venv ...")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True
    )
    if made.returncode:
        fail("Python's venv module is missing. On Debian or Ubuntu: apt-get install python3-venv")


def has_pip(python):
    return subprocess.call([str(python), "-c", "import pip"], stderr=subprocess.DEVNULL) == 0


def watch(command):
    """Run pip and tell every few seconds how far it is; (exit code, its last lines)."""
    total, seen, told = packages(), 0, time.monotonic()
    last = collections.deque(maxlen=15)
    pip = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    for line in (raw.decode(errors="replace").rstrip() for raw in pip.stdout):
        last.append(line)
        seen += line.startswith("Collecting ")
        if line.startswith("Installing collected packages"):
            say("  all here, unpacking ...")
        elif time.monotonic() - told > SECONDS_BETWEEN_NEWS:
            told = time.monotonic()
            say(f"  {seen} of about {total} packages ...")
    return pip.wait(), last


def packages():
    return pins().count(b"==")


def digest():
    return hashlib.sha256(pins() + sys.version.encode()).hexdigest()


def pins():
    files = ("requirements.txt", "requirements-dev.txt", "constraints.txt")
    return b"".join((ROOT / name).read_bytes() for name in files)


def say(text):
    print(text, flush=True)


def fail(text):
    print(f"SmartKhata: {text}", file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    os.chdir(ROOT)
    try:
        main(sys.argv[1])
    except OSError as error:
        fail(f"{error.strerror}: {error.filename}. Free some space or choose a folder you may write to.")
    except KeyboardInterrupt:
        sys.exit(130)
