"""services.json: where a copy's servers are and its secrets, made at the first start and kept (mode 0600)."""

import base64
import json
import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from smartkhata.core.embedded import Trouble
from smartkhata.core.embedded.server import free_port

FIRST_PORT = 8000


@dataclass
class Configuration:
    data_dir: Path
    values: dict

    @classmethod
    def of(cls, data_dir):
        """The saved values, completed; the environment wins."""
        path = data_dir / "services.json"
        kept = json.loads(path.read_text()) if path.exists() else {}
        values = {name: kept.get(name) or make() for name, make in _SECRETS.items()}
        values["PORT"] = str(_port())
        address = os.environ.get("PUBLIC_BASE_URL") or f"http://127.0.0.1:{values['PORT']}"
        values |= {"PUBLIC_BASE_URL": address, "SMARTKHATA_EMBEDDED": "" if _given() else "1"}
        values |= {name: os.environ[name] for name in (*_ADDRESSES, *_SECRETS) if os.environ.get(name)}
        return cls(data_dir, values)

    def save(self):
        path = self.data_dir / "services.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps(self.values, indent=2))

    def env(self, **more):
        """The environment of the copy's processes."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        return {**os.environ, **self.values, "DATA_DIR": str(self.data_dir), "PATH": path, **more}


_ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
_SECRETS = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(48),
    "TOKEN_KEY": lambda: secrets.token_urlsafe(48),
    "FIELD_KEYS": lambda: f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
    "SK_OWNER_PASSWORD": lambda: secrets.token_urlsafe(24),
    "SK_APP_PASSWORD": lambda: secrets.token_urlsafe(24),
}


def _given():
    return bool(os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))


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
