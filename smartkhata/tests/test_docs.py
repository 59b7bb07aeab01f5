"""Tables in the documents equal the code."""

import re
from pathlib import Path

from django.conf import settings

from smartkhata.provider_keys import COUNTRIES, KEYS, setting_of

ROOT = Path(settings.BASE_DIR)
READ = r'(?:\benv(?:\.\w+)?\(|environ\.get\(|given\()\s*"([A-Z_]+)"|"([A-Z_]+_URL)"'


def column(document):
    """The first cells of a document's tables, without their code marks."""
    rows = re.findall(r"^\| ([^|]+) \|", (ROOT / document).read_text(), re.MULTILINE)
    return {row.strip("` ") for row in rows}


def test_every_dependency_is_named_with_its_reason():
    pinned = set()
    for name in ("requirements.txt", "requirements-dev.txt"):
        pinned |= set(
            re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[\w,]+\])?==", (ROOT / name).read_text(), re.MULTILINE)
        )
    assert pinned == column("docs/dependencies.md") - {"package"}


def test_every_setting_that_is_read_stands_in_the_table_and_no_other():
    files = [ROOT / "smartkhata" / name for name in ("settings.py", "celery.py")]
    files += (ROOT / "smartkhata/launch").glob("*.py")
    read = {name for file in files for names in re.findall(READ, file.read_text()) for name in names if name}
    read |= {"PROVIDER_RATES", *(setting_of(channel) for channel in settings.PROVIDERS if ":" not in channel)}
    read |= {setting_of(f"sms:{country}") for country in COUNTRIES}
    read |= {f"{provider}_{key}".upper() for provider, keys in KEYS.items() for key in keys}
    # Of the image's own command.
    read |= {"WEB_WORKERS"}
    assert read - {"PATH"} == column("docs/settings.md") - {"setting"}


def test_every_link_of_the_documents_leads_to_a_file():
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    links = {(page, to) for page in pages for to in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text())}
    assert len(links) > 20 and not {to for page, to in links if not (page.parent / to).exists()}


def test_every_room_is_on_the_map():
    apps = {"customers", "invoicing", "notifications", "portal", "analytics", "smartkhata"}
    inner = {f"smartkhata/{path.parent.name}" for path in (ROOT / "smartkhata").glob("*/__init__.py")}
    assert apps | inner - {"smartkhata/tests"} <= column("docs/architecture.md")


def test_every_pin_is_exact():
    for name in ("requirements.txt", "requirements-dev.txt", "constraints.txt"):
        lines = [line for line in (ROOT / name).read_text().splitlines() if line and line[0] not in "#-"]
        assert all("==" in line for line in lines), name


FAULTS = {
    "1",
    "2",
    "5",
    "6",
    "7",
    "8",
    "9",
    "10",
    "11",
    "12",
    "13",
    "14",
    "15",
    "25",
    "26",
    "30",
    "32",
    "drafts",
}


def test_every_fault_run_names_tests_that_exist_and_a_broken_variant():
    rows = re.findall(r"^\| (\w+) \|(.*)\|$", (ROOT / "docs/faults.md").read_text(), re.MULTILINE)
    told = {
        number: [re.findall(r"`(\S+)::(\w+)`", cell) for cell in cells.split("|")] for number, cells in rows
    }
    assert set(told) >= FAULTS
    for number in FAULTS:
        *_, shown, broken = told[number]
        assert shown and broken, number
        for file, name in shown + broken:
            path = ROOT / (file if "/" in file else f"notifications/tests/{file}")
            assert f"def {name}(" in path.read_text(), f"{number}: {file}::{name}"


def test_every_invariant_is_asked_of_rows_or_held_by_a_test_that_exists():
    rows = re.findall(r"^\| (I\d+) \|(.*)\|$", (ROOT / "docs/invariants.md").read_text(), re.MULTILINE)
    assert [number for number, _ in rows] == [f"I{n}" for n in range(1, 21)]
    for number, cells in rows:
        _, asked, held = cells.split("|")
        tests = re.findall(r"`(\S+)::(\w+)`", held)
        assert tests or asked.strip() != "-", number
        for file, name in tests:
            assert f"def {name}(" in (ROOT / file).read_text(), f"{number}: {file}::{name}"
        for file in re.findall(r"`(\S+\.py)`", asked):
            assert (ROOT / (file if "/" in file else f"notifications/services/invariants/{file}")).exists()
