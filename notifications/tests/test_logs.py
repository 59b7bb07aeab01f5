"""The log tells what happened to which row, and never whose it is or what opens it (I20)."""

import io
import json
import logging
import uuid

import pytest
from django.db import IntegrityError, transaction

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification
from notifications.services import outbox
from notifications.services.delivery import deliver_due
from smartkhata.accounts.models import User
from smartkhata.core.codes import code_for
from smartkhata.core.links import tokens_of
from smartkhata.core.tenancy import no_scope
from smartkhata.logs import told_without_values

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, EMAIL, NAME = "+919876500061", "seeded@example.com", "Seeded Rameshbhai"


@pytest.fixture
def log_lines():
    """What the log's own handler writes, whoever speaks."""
    [handler] = [handler for handler in logging.getLogger().handlers if handler.name == "lines"]
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def test_a_provider_that_fails_makes_no_line_tell_a_reader_a_code_or_a_link(
    asha, no_worker, by_day, use_provider, log_lines
):
    use_provider(ValueError("its SDK has a bug"))
    challenge = uuid.uuid4()
    with asha.scope():
        party = a_party(asha.user, name=NAME, phone=PHONE, email=EMAIL)
        invoice = an_invoice(asha.user, party)
        outbox.send_invoice(invoice, channels=["sms", "email"], by=asha.user, include_pdf=False)
        asked = {"party": party, "phone": PHONE, "challenge": challenge, "occurrence": "1"}
        outbox.send_code(business=asha.business, **asked)
    with no_scope():
        deliver_due()
    with asha.scope():
        tokens = tokens_of([f"notification:{pk}" for pk in Notification.objects.values_list("pk", flat=True)])
    lines = log_lines.getvalue().splitlines()
    assert [json.loads(line)["event"] for line in lines].count("send_failed") == 3
    seeded = {PHONE, PHONE[3:], EMAIL, NAME, code_for(challenge), *tokens.values()}
    assert {word for word in seeded for line in lines if word in line} == set()


def test_a_refused_row_is_told_without_its_values(asha, charlie):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        User.objects.filter(pk=charlie.user.pk).update(email=asha.user.email)
    assert asha.user.email in str(refused.value)
    told = told_without_values(None, "error", {"exc_info": refused.value})["exception"]
    assert "accounts_user_email" in told and asha.user.email not in told
