"""What happens in a shop stands in the bell of who may know; some hear at once, some once a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.testing import a_party
from invoicing.services.agreements import open_dispute
from invoicing.services.claims import claim_payment
from invoicing.services.payments import record_payment
from invoicing.services.recurring import start_plan
from invoicing.testing import LINE, an_invoice
from notifications.models import Digest, Notice, Notification
from notifications.services.notices import change_wishes, send_digests
from notifications.services.plans_near import tell_near_plans
from notifications.testing import an_sms, change, deliver
from smartkhata.accounts.models import Membership
from smartkhata.core.clock import today
from smartkhata.core.tenancy import no_scope
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
# In India it is half past seven in the evening.
EVENING = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)


@pytest.fixture
def owner(asha):
    """Asha, whose e-mail is hers for sure."""
    asha.user.email_confirmed_at = timezone.now()
    asha.user.save()
    return asha


def claimed(person, reference="UTR1"):
    with person.scope():
        invoice = an_invoice(person.user, a_party(person.user))
        claim_payment(invoice, amount=10, method="upi", reference=reference, paid_on=date(2026, 11, 20))
    work()


def letters(person, kind):
    with person.scope():
        return list(Notification.objects.filter(kind=kind))


def bell(person):
    return person.client.get(person.url("notices/")).content.decode()


def test_a_claim_stands_in_the_bell_and_is_told_at_once(owner):
    claimed(owner)
    assert "Notices: 1 not read" in bell(owner)
    [letter] = letters(owner, "notice")
    assert letter.recipient == owner.user.email and "says: paid" in letter.subject


def test_nothing_goes_to_an_address_that_nobody_proved(asha):
    claimed(asha)
    assert letters(asha, "notice") == []
    assert "Notices: 1 not read" in bell(asha)


def test_who_did_it_is_not_told_of_it(owner, brian):
    with owner.scope():
        record_payment(
            a_party(owner.user), amount=50, method="cash", received_on=date(2026, 11, 20), by=brian.user
        )
    work()
    assert "not read" in bell(owner)
    with owner.scope():
        assert not Notice.objects.filter(user=brian.user, topic="payments").exists()


def test_opening_a_notice_reads_it_and_shows_what_it_is_about(owner):
    claimed(owner)
    with owner.scope():
        row = Notice.objects.get(topic="claims")
    answer = owner.client.post(owner.url(f"notices/{row.pk}/"))
    assert answer.headers["Location"] == owner.url("payment-claims/")
    assert "not read" not in bell(owner).replace("Not read", "")


def test_looking_reads_nothing_and_one_press_reads_all(owner):
    claimed(owner)
    bell(owner)
    assert "Notices: 1 not read" in bell(owner)
    owner.client.post(owner.url("notices/reading/"))
    with owner.scope():
        assert not Notice.objects.filter(user=owner.user, read_at=None).exists()


def test_another_members_notice_is_unknown(owner, brian):
    claimed(owner)
    with owner.scope():
        row = Notice.objects.get(user=owner.user)
    assert brian.client.post(brian.url(f"notices/{row.pk}/")).status_code == 404


def test_the_days_letter_gathers_and_comes_once(owner):
    with owner.scope():
        change_wishes(owner.user, ways={"claims": "daily"}, channel="email")
    claimed(owner)
    claimed(owner, "UTR2")
    assert letters(owner, "notice") == []
    with no_scope():
        assert send_digests(at=EVENING - timedelta(hours=1)) == 0
        assert send_digests(at=EVENING) == 1
        assert send_digests(at=EVENING + timedelta(minutes=5)) == 0
    [letter] = letters(owner, "digest")
    assert letter.body.count("says: paid") == 2 and "2 new" in letter.subject


def test_what_comes_after_the_letter_waits_for_tomorrows(owner):
    with owner.scope():
        change_wishes(owner.user, ways={"claims": "daily"}, channel="email")
    claimed(owner)
    with no_scope():
        send_digests(at=EVENING)
    claimed(owner, "UTR2")
    with no_scope():
        assert send_digests(at=EVENING + timedelta(hours=2)) == 0
        assert send_digests(at=EVENING + timedelta(days=1)) == 1
    with owner.scope():
        assert Digest.objects.count() == 2


def test_a_member_who_left_leaves_no_letter_waiting(owner):
    """Their shop would ask for its turn every evening, for ever."""
    with owner.scope():
        change_wishes(owner.user, ways={"claims": "daily"}, channel="email")
    claimed(owner)
    with owner.scope():
        Membership.objects.filter(user=owner.user).delete()
    with no_scope():
        assert send_digests(at=EVENING) == 0
        assert gathering(1000) == []


def test_no_shop_is_always_the_first_to_gather(owner, charlie):
    for person in (owner, charlie):
        with person.scope():
            change_wishes(person.user, ways={"claims": "daily"}, channel="email")
        claimed(person)
    assert {gathering(1)[0] for _ in range(40)} == {owner.business.pk, charlie.business.pk}


def gathering(limit):
    with no_scope(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT business_id FROM notifications_notices_to_gather(%s, %s, %s)", [EVENING, "00:00", limit]
        )
        return [business_id for (business_id,) in cursor.fetchall()]


def test_an_sms_goes_to_the_shops_phone(owner):
    owner.business.phone = "+919876511111"
    owner.business.save()
    with owner.scope():
        change_wishes(owner.user, ways={"claims": "now"}, channel="sms")
    claimed(owner)
    [sms] = letters(owner, "notice")
    assert (sms.channel, sms.recipient) == ("sms", "+919876511111")


def test_a_flood_becomes_a_letter(owner, monkeypatch):
    monkeypatch.setattr("notifications.services.notices.AT_ONCE_A_DAY", 2)
    for number in range(4):
        claimed(owner, f"UTR{number}")
    assert len(letters(owner, "notice")) == 2
    with owner.scope():
        assert Notice.objects.filter(way="daily").count() == 2


def test_a_failed_message_is_a_notice_and_a_failed_notice_is_none(owner):
    row = an_sms(owner)
    change(owner, row, expires_at=timezone.now() - timedelta(minutes=1))
    deliver()
    work()
    with owner.scope():
        assert Notice.objects.filter(user=owner.user, topic="failed").count() == 1
    claimed(owner)
    change(owner, letters(owner, "notice")[0], state="queued", expires_at=timezone.now() - timedelta(hours=1))
    deliver()
    work()
    with owner.scope():
        assert Notice.objects.filter(user=owner.user, topic="failed").count() == 1


def test_a_dispute_is_told(owner):
    with owner.scope():
        open_dispute(an_invoice(owner.user, a_party(owner.user)), reason="Two bags were torn", by="customer")
    work()
    assert "disputes a bill" in bell(owner)


def test_the_day_before_a_recurring_invoice_is_told_once(owner):
    with owner.scope():
        day = today(owner.business) + timedelta(days=1)
        start_plan(a_party(owner.user), lines=[LINE], every="monthly", starts_on=day, by=owner.user, name="")
    with no_scope():
        assert tell_near_plans() == 1
        assert tell_near_plans() == 0
    work()
    assert "goes out tomorrow" in bell(owner)


def test_the_app_reads_the_bell(owner):
    claimed(owner)
    answer = owner.api.get("/api/notices").json()
    [entry] = answer["notices"]
    assert (answer["unread"], entry["topic"], entry["read_at"]) == (1, "claims", None)
    read = owner.api.post("/api/notices/reading", {"ids": [entry["id"]]}).json()
    assert read == {"read": 1, "unread": 0}


def test_each_member_chooses_for_themselves(owner):
    path = owner.url("notices/wishes/")
    page = owner.client.get(path)
    form = page.context["form"]
    choice = {row.name: row.value() for row in form.rows()} | {"channel": "email"}
    assert owner.client.post(path, choice | {"claims": "bell"}).status_code == 302
    claimed(owner)
    assert letters(owner, "notice") == []
    assert owner.client.post(path, choice | {"claims": "loud"}).status_code == 400


def test_the_list_asks_the_database_as_often_for_many(owner):
    asked = []
    bell(owner)
    for number in range(2):
        claimed(owner, f"UTR{number}")
        with CaptureQueriesContext(connection) as queries:
            owner.client.get(owner.url("notices/"))
        asked.append(len(queries))
    assert asked[0] == asked[1]
