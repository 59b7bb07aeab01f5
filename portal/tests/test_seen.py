"""The picture in a customer's e-mail: the same for everybody, and it keeps no more than first, last and how often."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import DeliveryEvent, Notification, OutboxMessage
from notifications.services.openings import PAUSE, Look, mail_seen
from notifications.services.outbox import send_invoice
from notifications.services.reports import rejoin
from notifications.testing import BROWSER, an_sms, change, deliver, fresh, path_of
from smartkhata.accounts.services.letters import ask_password
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
GMAIL = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"


def picture(token, agent=BROWSER, method="get"):
    return getattr(Client(), method)(f"/p/seen.gif?t={token}", headers={"User-Agent": agent})


def token_of(person, row):
    return path_of(person, row).partition("?t=")[2]


@pytest.fixture
def mail(asha, no_worker):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(asha.user, email="ramesh@example.com"))
        [row] = send_invoice(invoice, channels=["email"], by=asha.user, include_pdf=False)["email"]
    change(asha, row, state="accepted", sent_at=timezone.now() - timedelta(hours=1))
    return row


def test_the_letter_holds_it_once_and_the_text_does_not(asha, mail, use_provider):
    change(asha, mail, state="queued")
    fake = use_provider()
    deliver()
    address = f"{settings.PUBLIC_BASE_URL}/p/seen.gif?t={token_of(asha, mail)}"
    assert fake.got[0].html.count(f'<img src="{address}" width="1" height="1" alt="">') == 1
    assert "seen.gif" not in fake.got[0].body and address not in fake.got[0].links


def test_letters_about_ones_own_account_have_none(asha, use_provider):
    fake = use_provider()
    ask_password(asha.user.email, address="203.0.113.5")
    work()
    assert [message.kind for message in fake.got] == ["password_reset"]
    assert not any("seen.gif" in message.html for message in fake.got)


def test_the_outbox_shows_none(asha, mail):
    change(asha, mail, state="queued")
    deliver()
    assert OutboxMessage.objects.exists()
    assert "seen.gif" not in Client().get("/outbox/").content.decode()


def test_the_answer_is_the_same_for_every_token_and_sets_nothing(asha, mail):
    answers = [picture(token) for token in (token_of(asha, mail), "AAAAAAAAAAAAAAAA", "")]
    for answer in answers:
        assert (answer.status_code, answer["Content-Type"], len(answer.content)) == (200, "image/gif", 43)
        assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
        assert not answer.cookies and "Cookie" not in answer.get("Vary", "")
    assert len({(answer.content, tuple(sorted(answer.items()))) for answer in answers}) == 1
    assert picture("x", method="post").status_code == 405


def test_a_person_who_reads_the_mail_has_opened_it(asha, mail):
    picture(token_of(asha, mail))
    now = fresh(asha, mail)
    assert (now.state, now.times_seen, now.clicks) == ("opened", 1, 0)
    assert now.opened_at == now.last_seen_at


def test_a_second_look_within_the_pause_writes_nothing(asha, mail):
    token = token_of(asha, mail)
    picture(token)
    with CaptureQueriesContext(connection) as queries:
        picture(token)
    assert not any("INSERT" in query["sql"] for query in queries) and len(queries) < 10
    assert fresh(asha, mail).times_seen == 1


def test_of_later_looks_only_the_number_and_the_last_moment_are_kept(asha, mail):
    token = token_of(asha, mail)
    picture(token)
    for _ in range(2):
        first = fresh(asha, mail)
        change(asha, mail, last_seen_at=first.last_seen_at - PAUSE)
        picture(token)
    now = fresh(asha, mail)
    assert now.times_seen == 3 and now.last_seen_at > now.opened_at
    with asha.scope():
        assert DeliveryEvent.objects.count() == 1
    page = asha.client.get(asha.url(f"invoices/{mail.invoice_id}/messages/")).content.decode()
    assert "Opened 3 times by now" in page


def scanned(person, mail, *, ago):
    """A scanner that looks like a browser fetched the picture as the mail was delivered, so long ago."""
    at = timezone.now() - ago
    mail_seen(token_of(person, mail), Look(at=at))
    with person.scope():
        mail.reports.create(word="delivered", at=at, received_at=at, dedupe_key="delivered")
        rejoin(Notification.objects.get(pk=mail.pk))


@pytest.mark.parametrize("ago", [timedelta(hours=3), timedelta(minutes=1)])
def test_who_reads_after_a_scanner_that_looks_like_a_browser_has_opened_it(asha, mail, ago):
    scanned(asha, mail, ago=ago)
    assert fresh(asha, mail).opened_at is None
    picture(token_of(asha, mail))
    now = fresh(asha, mail)
    assert (now.state, now.times_seen, now.machine_opens) == ("opened", 1, 1)
    assert now.opened_at == now.last_seen_at
    picture(token_of(asha, mail))
    change(asha, mail, last_seen_at=now.last_seen_at - PAUSE)
    picture(token_of(asha, mail))
    with asha.scope():
        assert mail.reports.filter(word="opened").count() == 2
    assert fresh(asha, mail).times_seen == 2


@pytest.mark.parametrize("how", [{"agent": GMAIL}, {"agent": "Mozilla/5.0"}, {"method": "head"}])
def test_a_mailbox_that_fetches_ahead_is_no_reader(asha, mail, how):
    for _ in range(3):
        picture(token_of(asha, mail), **how)
    now = fresh(asha, mail)
    assert (now.state, now.opened_at, now.machine_opens, now.times_seen) == ("delivered", None, 1, 0)


def test_the_token_of_an_sms_and_of_a_shared_bill_are_no_mail(asha, no_worker):
    sms = an_sms(asha, phone="+919876500071")
    change(asha, sms, state="accepted")
    picture(token_of(asha, sms))
    picture(token_of(asha, sms), agent=GMAIL)
    assert fresh(asha, sms).state == "accepted"
    with asha.scope():
        assert not DeliveryEvent.objects.exists()
