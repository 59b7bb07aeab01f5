"""Makes .venv and installs the pinned requirements. Run by the system's Python: standard library only.

python3 smartkhata/launch/prepare.py requirements-dev.txt
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
NEEDED = (3, 11)


def main(requirements):
    if sys.version_info < NEEDED:
        fail(f"Python {NEEDED[0]}.{NEEDED[1]} or newer is needed. Install it and run again.")
    stamp = VENV / f"stamp-{requirements}"
    wanted = digest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    make_venv()
    say(f"Installing {requirements} into .venv (about a minute) ...")
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check"]
    code = subprocess.call([*pip, "--progress-bar", "off", "-q", "-r", str(ROOT / requirements)])
    if code:
        fail(
            "The packages could not be installed (see above). Check the network and the disk, and run again."
        )
    stamp.write_text(wanted)


def make_venv():
    python = VENV / "bin" / "python"
    if python.exists() and subprocess.call([str(python), "-c", "import pip"], stderr=subprocess.DEVNULL) == 0:
        return
    say("Making .venv ...")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True
    )
    if made.returncode:
        fail("Python's venv module is missing. On Debian or Ubuntu: apt-get install python3-venv")


def digest():
    files = ("requirements.txt", "requirements-dev.txt", "constraints.txt")
    text = b"".join((ROOT / name).read_bytes() for name in files)
    return hashlib.sha256(text + sys.version.encode()).hexdigest()


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
