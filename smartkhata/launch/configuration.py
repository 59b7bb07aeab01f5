"""services.json: where a copy's servers are and its secrets, made at the first start and kept (mode 0600)."""

import base64
import json
import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from smartkhata.core.embedded import Place, Trouble
from smartkhata.core.embedded.server import free_port
from smartkhata.core.whole_files import write_whole

FILE = "services.json"
FIRST_PORT = 8000
MARK = "SMARTKHATA_COPY"  # every process of a copy carries it in its environment


@dataclass
class Configuration:
    """`kept` is what the file remembers; `values` is what this start uses: the environment wins."""

    data_dir: Path
    place: Place
    kept: dict
    values: dict

    @classmethod
    def of(cls, data_dir, place):
        """The saved values, completed."""
        kept = _kept(data_dir, place)
        for name, make in _SECRETS.items():
            kept[name] = kept.get(name) or os.environ.get(name) or make()
        given = {name: os.environ[name] for name in (*_ADDRESSES, *_SECRETS) if os.environ.get(name)}
        port = str(_port())
        address = os.environ.get("PUBLIC_BASE_URL") or f"http://127.0.0.1:{port}"
        values = {
            "PORT": port,
            "PUBLIC_BASE_URL": address,
            "SMARTKHATA_EMBEDDED": "" if "DATABASE_URL" in given and "REDIS_URL" in given else "1",
        }
        values |= {name: os.environ.get(name) or "outbox" for name in _CHANNELS} if with_demo() else {}
        return cls(data_dir, place, kept, {name: kept[name] for name in _SECRETS} | values | given)

    def save(self):
        """Secrets are kept as they were made: a start with others in its environment changes none."""
        kept = {name: self.kept[name] for name in _SECRETS}
        write_whole(self.data_dir / FILE, json.dumps(self.values | kept, indent=2))

    def env(self, **more):
        """The environment of the copy's processes."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        own = {"DATA_DIR": str(self.data_dir), "PATH": path, MARK: self.place.mark}
        if os.geteuid() == 0:
            # A local copy started by root is root's wish; Celery need not say eight lines about it.
            own["PYTHONWARNINGS"] = "ignore:You're running the worker with superuser privileges"
        return {**os.environ, **self.values, **own, **more}


def with_demo():
    """Whether this copy is for trying out: it has demo shops, and what they send stays in the outbox, on servers of
    one's own too."""
    return os.environ.get("SMARTKHATA_DEMO") != "0"


_CHANNELS = ("SMS_PROVIDER", "EMAIL_PROVIDER", "WHATSAPP_PROVIDER")
_ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
_SECRETS = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(48),
    "TOKEN_KEY": lambda: secrets.token_urlsafe(48),
    "FIELD_KEYS": lambda: f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
    "SK_OWNER_PASSWORD": lambda: secrets.token_urlsafe(24),
    "SK_APP_PASSWORD": lambda: secrets.token_urlsafe(24),
}


def _kept(data_dir, place):
    """What the file holds. New keys are made for new data only: what old ones sealed would be lost."""
    path = data_dir / FILE
    try:
        kept = dict(json.loads(path.read_text())) if path.exists() else {}
    except (ValueError, TypeError):
        raise Trouble(
            f"{path} can't be read as JSON; it holds the keys of this copy's data. Mend it or put it back from "
            "a backup, or choose another DATA_DIR to start anew."
        ) from None
    if "FIELD_KEYS" not in kept and (place.home / "postgres").exists():
        raise Trouble(
            f"{path} is gone, and with it the keys of the data in {place.home}. Put it back from a backup, "
            "or choose another DATA_DIR to start anew."
        )
    return kept


def _port():
    wanted = os.environ.get("PORT")
    if not wanted:
        return next(port for port in range(FIRST_PORT, FIRST_PORT + 1000) if free_port(port) == port)
    if not wanted.isdecimal() or not 0 < int(wanted) < 65536:
        raise Trouble("PORT is a number between 1 and 65535.")
    if free_port(int(wanted)) != int(wanted):
        raise Trouble(
            f"Port {wanted} is in use. Set PORT to another one, for example PORT={int(wanted) + 1}."
        )
    return int(wanted)
