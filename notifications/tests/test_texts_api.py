"""The owner's own texts over the API: read, changed, tried, given up again."""

import pytest

from notifications.models import Notification
from notifications.services.texts import CHANNELS, TONES

pytestmark = pytest.mark.django_db(transaction=True)
ONE = "/api/message-texts/welcome/default/email/en"
WORDS = {"subject": "Welcome", "body": "Good to see you, {name}. Your khata: {link}"}


def test_every_text_is_listed_with_what_may_stand_in_it(asha):
    rows = asha.api.get("/api/message-texts", language="hi").json()
    assert len(rows) == sum(len(tones) * len(CHANNELS[kind]) for kind, tones in TONES.items())
    assert {row["language"] for row in rows} == {"hi"} and not any(row["is_own"] for row in rows)
    [sms] = [row for row in rows if (row["kind"], row["channel"]) == ("welcome", "sms")]
    assert "link" in sms["variables"] and sms["sms"]["encoding"] == "UCS-2" and sms["sms"]["parts"] > 0


def test_an_own_text_is_kept_and_given_up_again(asha):
    assert asha.api.get(ONE).json()["is_own"] is False
    kept = asha.api.put(ONE, WORDS).json()
    assert (kept["is_own"], kept["subject"], kept["body"]) == (True, "Welcome", WORDS["body"])
    assert "{name}" not in kept["preview"] and kept["sms"] is None
    assert asha.api.delete(ONE).status_code == 204
    assert asha.api.get(ONE).json()["is_own"] is False


def test_a_fault_is_named_by_its_field(asha):
    response = asha.api.put(ONE, {"subject": "", "body": "Hello {nobody}"})
    error = response.json()["error"]
    assert (response.status_code, error["code"], set(error["fields"])) == (
        400,
        "bad_text",
        {"subject", "body"},
    )


def test_a_trial_goes_to_the_owner_alone(asha):
    told = asha.api.post(f"{ONE}/trial")
    assert (told.status_code, told.json()["sent_to"]) == (202, asha.user.email)
    with asha.scope():
        assert Notification.objects.get().recipient == asha.user.email


@pytest.mark.parametrize(
    "path", ["welcome/urgent/email/en", "welcome/default/email/sw", "otp/default/sms/en"]
)
def test_there_is_no_such_text(asha, path):
    assert asha.api.get(f"/api/message-texts/{path}").status_code == 404


def test_another_shops_text_is_not_touched(asha, charlie):
    asha.api.put(ONE, WORDS)
    assert charlie.api.get(ONE).json()["is_own"] is False
