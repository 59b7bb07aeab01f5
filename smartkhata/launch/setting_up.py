"""What happens before the processes start: servers, roles, migrations, files, demo."""

import os
import shutil
import subprocess
import sys

from smartkhata.core import native
from smartkhata.core.embedded import Trouble
from smartkhata.core.embedded.postgres import Postgres
from smartkhata.core.embedded.services import with_database
from smartkhata.core.embedded.valkey import Valkey
from smartkhata.launch import external, statics
from smartkhata.launch.configuration import with_demo
from smartkhata.launch.translations import compile_all


def start_servers(place, configuration):
    """Start what was not given by DATABASE_URL and REDIS_URL; fills the addresses in."""
    values = configuration.values
    if "DATABASE_URL" in values:
        external.prepare({**os.environ, **values})
    else:
        say("Starting PostgreSQL ...")
        postgres = Postgres(place)
        postgres.start()
        passwords = {"sk_owner": values["SK_OWNER_PASSWORD"], "sk_app": values["SK_APP_PASSWORD"]}
        values["DATABASE_OWNER_URL"], values["DATABASE_URL"] = with_database(postgres, passwords)
    if "REDIS_URL" not in values:
        valkey = Valkey(place)
        valkey.start()
        values["REDIS_URL"] = valkey.url


def prepare(configuration):
    """Migrations as the owner, static files, translations, and the demo at the first start."""
    mend_pdf()
    compile_all()
    say("Preparing the database ...")
    _manage(configuration, "migrate", "--verbosity", "0", SMARTKHATA_DB_ROLE="owner")
    collect = ("collectstatic", "--noinput", "--verbosity", "0")
    statics.collect(configuration.data_dir, lambda: _manage(configuration, *collect))
    demo = configuration.data_dir / "demo.json"
    if with_demo() and not demo.exists():
        say("Making two demo shops ...")
        _manage(configuration, "seed_demo")


def mend_pdf():
    """Bring the libraries that PDF needs, where that takes one silent command; else say which one it is."""
    native.look_in_homebrew()
    if not native.missing():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing Pango for PDF ...")
        get = ["apt-get", "-qq", "-y"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.call([*get, "update"], env=env, **quiet)
        subprocess.call([*get, "install", "--no-install-recommends", *native.PACKAGES], env=env, **quiet)
        native.missing.cache_clear()
    if native.missing():
        say(f"PDF is off until you run: {native.mend_command()}")


def say(text):
    print(text, flush=True)


def _manage(configuration, *arguments, **env):
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=configuration.env(**env),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()
        raise Trouble(f"`manage.py {arguments[0]}` failed: {last[-1] if last else 'no word why'}")
