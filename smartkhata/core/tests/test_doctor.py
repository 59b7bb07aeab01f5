"""The doctor says what is there and what is missing; it names no table of an app."""

import re

import pytest

from smartkhata.core import doctor, health, roles
from smartkhata.core.testing.superuser import as_superuser

pytestmark = pytest.mark.django_db(transaction=True)


def findings():
    return {finding.what: finding for finding in doctor.examine()}


def test_a_sound_copy_has_nothing_missing():
    found = findings()
    assert [what for what, finding in found.items() if finding.ok is False] == []
    assert found["database"].say == "reached as sk_app"
    assert found["row security"].say == "forced on every shop's table"


def test_a_table_whose_row_security_is_off_is_named():
    as_superuser("ALTER TABLE customers_party NO FORCE ROW LEVEL SECURITY")
    try:
        found = findings()["row security"]
        assert found.ok is False and "customers_party" in found.say
    finally:
        as_superuser("ALTER TABLE customers_party FORCE ROW LEVEL SECURITY")


def test_a_role_that_bypasses_row_security_is_not_ready(rf, monkeypatch):
    # The role itself is shared with the tests that run beside this one.
    monkeypatch.setattr(roles, "WHO", "SELECT 'postgres', true")
    assert findings()["role"].ok is False
    answer = health.readyz(rf.get("/readyz"))
    assert answer.status_code == 503 and b'"role": false' in answer.content


def test_a_channel_that_sends_nothing_names_its_setting(settings):
    settings.PROVIDERS = {"sms": "outbox", "sms:KE": "outbox", "sms:IN": "msg91"}
    found = findings()
    assert "set SMS_PROVIDER to send" in found["sms"].say
    assert "set SMS_PROVIDER_KE to send" in found["sms:KE"].say
    assert found["sms:IN"].ok and found["sms:IN"].say == "msg91"
    settings.PROVIDERS = {"sms": "none"}
    assert findings()["sms"].say == "none: nothing is sent; set SMS_PROVIDER to send"


def test_core_names_no_table_of_an_app():
    source = doctor.__loader__.get_source(doctor.__name__)
    assert not re.search(r"\b(accounts|customers|invoicing|notifications|portal|analytics)_\w+", source)
