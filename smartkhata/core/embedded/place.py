"""Where the embedded servers live and whom they run as.

An ordinary user's servers live in the data directory. PostgreSQL refuses to run as root, so root's run as the
system user `smartkhata` from a directory of their own: no parent directory is ever opened up for them.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from smartkhata.core.whole_files import write_whole

ACCOUNT = "smartkhata"
SYSTEM_HOME = Path("/var/lib/smartkhata")


class Trouble(Exception):
    """Something that a person must mend; the message says how, in one line."""


@dataclass(frozen=True)
class Place:
    """`home` holds the data; `account` is the user to run as (None: ourselves); `mark` knows our processes."""

    home: Path
    account: str | None
    mark: str

    @classmethod
    def of(cls, data_dir):
        """The place that belongs to a data directory."""
        data_dir.mkdir(parents=True, exist_ok=True)
        instance = _instance(data_dir)
        if os.geteuid() != 0:
            return cls(data_dir, None, _mark(instance, data_dir))
        _ensure_account()
        home = SYSTEM_HOME / instance
        _own(SYSTEM_HOME, mode=0o711, owner=None)
        # Root's own, so that the servers' user can't lay links where root writes.
        _own(home, mode=0o711, owner=None)
        return cls(home, ACCOUNT, _mark(instance, home))

    def directory(self, name):
        """A directory below home that the servers may write to."""
        path = self.home / name
        _own(path, mode=0o700, owner=self.account)
        return path

    def write(self, name, text):
        """A file below home for the servers' eyes only."""
        return write_whole(self.home / name, text, user=self.account, group=self.account and _group())

    def binaries(self, site, names, version):
        """`site` (site-packages), or a copy of its folders `names` that the servers' user can reach.

        A venv may lie below /root. The folders keep their places: the programs find their libraries by them.
        """
        if self.account is None:
            return site
        target = SYSTEM_HOME / "bin" / f"{names[0]}-{version}"
        if not target.exists():
            _own(SYSTEM_HOME / "bin", mode=0o755, owner=None)
            fresh = target.with_name(f"{target.name}.{os.getpid()}")
            for name in names:
                if (site / name).exists():
                    shutil.copytree(site / name, fresh / name, symlinks=True)
            _rename_once(fresh, target)
        return target

    def as_account(self):
        """Arguments of subprocess.Popen that drop root's rights."""
        if self.account is None:
            return {}
        return {"user": self.account, "group": _group(), "extra_groups": [], "cwd": self.home}


def _ensure_account():
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        if not shutil.which("useradd"):
            raise Trouble("Run this as an ordinary user: servers can't run as root here.") from None
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode not in (0, 9):  # 9: somebody else made it meanwhile
            raise Trouble(f"The system user {ACCOUNT} can't be made: {made.stderr.strip()}") from None


def _group():
    return pwd.getpwnam(ACCOUNT).pw_gid


def _instance(data_dir):
    """A name that lives and dies with the data directory, so that a new one starts empty."""
    path = data_dir / "instance"
    if not path.exists():
        write_whole(path, secrets.token_hex(8))
    return path.read_text().strip()


def _mark(instance, home):
    """A copied folder has the same instance and another home; a chroot's has the same home."""
    return f"sk-{hashlib.sha256(f'{instance}:{home}'.encode()).hexdigest()[:16]}"


def _own(path, *, mode, owner):
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(mode)
    if owner:
        shutil.chown(path, owner, _group())


def _rename_once(fresh, target):
    try:
        fresh.rename(target)
    except OSError:  # another copy was faster
        shutil.rmtree(fresh)
