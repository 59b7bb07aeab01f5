"""The demo's passwords are random and stand nowhere else, so no kill may lose those of a demo that stays."""

import json
import stat
from dataclasses import replace

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command

from invoicing.services.proof import differences
from smartkhata.accounts.models import User
from smartkhata.core.models import Business, PendingFact
from smartkhata.core.tenancy import business_scope
from smartkhata.demo import history
from smartkhata.demo.management.commands import seed_demo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def small(monkeypatch, settings, tmp_path):
    """Seven parties and two invoices a shop: the same paths in a tenth of the time."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(history, "INVOICES", 2)
    for name in ("INDIA", "KENYA"):
        plan = getattr(seed_demo, name)
        monkeypatch.setattr(seed_demo, name, replace(plan, names=plan.names[:2]))


def test_two_shops_with_proved_books_and_nobody_told(tmp_path):
    call_command("seed_demo")
    logins = json.loads((tmp_path / "demo.json").read_text())
    assert stat.S_IMODE((tmp_path / "demo.json").stat().st_mode) == 0o600
    assert [owner["country"] for owner in logins["owners"]] == ["IN", "KE"]
    assert len(logins["customers"]) == 5 and len(logins["customers"][0]["business_ids"]) == 2
    for owner in logins["owners"]:
        assert authenticate(username=owner["email"], password=owner["password"])
        with business_scope(owner["business_id"]):
            assert list(differences()) == []
            assert not PendingFact.objects.exists()


def test_killed_before_the_commit_it_is_made_anew(tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(seed_demo, "write_logins", then_killed(seed_demo.write_logins))
        with pytest.raises(Killed):
            call_command("seed_demo")
    assert not Business.objects.exists() and not (tmp_path / "demo.json").exists()
    call_command("seed_demo")
    assert can_sign_in(tmp_path)


def test_killed_right_after_the_commit_the_passwords_are_found_again(tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(seed_demo, "settle_logins", then_killed(lambda path: None))
        with pytest.raises(Killed):
            call_command("seed_demo")
    assert Business.objects.count() == 2 and not (tmp_path / "demo.json").exists()
    call_command("seed_demo")
    assert Business.objects.count() == 2 and can_sign_in(tmp_path)


def test_logins_that_were_never_committed_are_not_taken_for_those_of_other_shops(tmp_path, asha):
    (tmp_path / "demo.json.uncommitted").write_text(
        json.dumps({"owners": [{"business_id": "00000000-0000-4000-8000-000000000000"}]})
    )
    call_command("seed_demo")
    assert not (tmp_path / "demo.json").exists()


class Killed(BaseException):
    pass


def then_killed(work):
    def killed(*arguments):
        work(*arguments)
        raise Killed

    return killed


def can_sign_in(folder):
    logins = json.loads((folder / "demo.json").read_text())
    people = [*logins["owners"], logins["staff"]]
    return User.objects.count() == 3 and all(
        authenticate(username=person["email"], password=person["password"]) for person in people
    )
