"""A slow or odd Gemini, a used up lease, what it cost, and what people changed afterwards."""

from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from threading import Event

import pytest
from django.conf import settings

from customers.testing import a_party
from invoicing.models import Draft, DrafterCall
from invoicing.selectors.drafting_quality import quality
from invoicing.services import drafts, generating
from invoicing.services.invoices import accept_draft
from invoicing.services.templates import current_version
from invoicing.testing import an_invoice
from invoicing.tests.fake_gemini import line, said, worded
from invoicing.tests.test_generating import SENTENCE, claimed, let_leases_run_out, unheard, written
from smartkhata.core import queue
from smartkhata.core.events import record
from smartkhata.core.tenancy import business_scope, no_scope


@pytest.mark.django_db(transaction=True)
def test_ten_drafts_end_ready_behind_a_gemini_that_never_answers_in_time(asha, fake, monkeypatch):
    monkeypatch.setattr(settings, "GEMINI_TIMEOUT_SECONDS", 0.3)
    # Ten of these waits together are longer than one lease.
    monkeypatch.setattr(settings, "DRAFT_LEASE_SECONDS", 2)
    over = Event()
    fake.answer = lambda asked: (200, over.wait(5) and said([]))
    with business_scope(asha.business.pk):
        party = a_party(asha.user)
    with no_hints(monkeypatch), business_scope(asha.business.pk):
        for _ in range(10):
            generating.ask(party, prompt=SENTENCE, by=asha.user)
    with no_scope():
        assert generating.write_due() == 10
    over.set()
    with business_scope(asha.business.pk):
        calls = list(DrafterCall.objects.values_list("state", "attempts", "fallback"))
        assert calls == [("ready", 1, "it did not answer in time")] * 10
        assert set(Draft.objects.values_list("generation", flat=True)) == {Draft.Generation.READY}


@pytest.mark.django_db(transaction=True)
def test_whose_lease_was_used_up_is_written_without_gemini(asha, fake):
    with business_scope(asha.business.pk):
        asked = generating.ask(a_party(asha.user), prompt=SENTENCE, by=asha.user)
    unheard(asha.business, asked)
    assert len(claimed()) == 1
    let_leases_run_out(asha.business)
    fake.received.clear()
    assert written(asha.business, asked).generation == Draft.Generation.READY
    assert fake.received == []
    with business_scope(asha.business.pk):
        assert DrafterCall.objects.get().fallback == "it took too long"


@pytest.mark.django_db(transaction=True)
def test_a_long_name_of_a_model_fails_no_draft(asha, fake, monkeypatch):
    monkeypatch.setattr(settings, "GEMINI_MODEL", "publishers-google-" + "m" * 140)
    fake.answer = lambda asked: (200, said([line("Web hosting", "3", "15000", "month")]))
    with business_scope(asha.business.pk):
        asked = generating.ask(a_party(asha.user), prompt=SENTENCE, by=asha.user)
    draft = written(asha.business, asked)
    assert draft.generation == Draft.Generation.READY and len(draft.ai_model) == 120


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_can_not_be_used_was_paid_for(asha, fake):
    fake.answer = lambda asked: (200, worded("no JSON at all"))
    with business_scope(asha.business.pk):
        asked = generating.ask(a_party(asha.user), prompt=SENTENCE, by=asha.user)
    assert written(asha.business, asked).generation == Draft.Generation.READY
    with business_scope(asha.business.pk):
        call = DrafterCall.objects.get()
        assert (call.tokens_in, call.tokens_out, call.fallback) == (900, 60, "its answer was malformed")
        record("sentence.dictated", asked, by=asha.user, cost_usd="0.5")
        assert quality(date.today())["cost_usd"] == call.cost_usd + Decimal("0.5")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("change", "edited"),
    [
        ({}, []),
        ({"discount": "500"}, [("discount", 1)]),
        ({"notes": "PO 7"}, [("notes", 1)]),
        ({"due_on": date(2030, 1, 1)}, [("due_on", 1)]),
        ({"charge_tax": False}, [("charge_tax", 1)]),
    ],
)
def test_issued_without_a_change_means_all_of_the_draft(asha, change, edited):
    with business_scope(asha.business.pk):
        current_version()
        asked = generating.ask(a_party(asha.user), prompt=SENTENCE, by=asha.user)
    draft = written(asha.business, asked)
    with business_scope(asha.business.pk):
        draft = drafts.save_draft(draft, by=asha.user, **{"lines": draft.lines, **change})
        accept_draft(draft, by=asha.user)
        figures = quality(date.today())
    assert (figures["untouched"], figures["edited"]) == (0 if edited else 1, edited)


@pytest.mark.django_db(transaction=True)
def test_the_second_look_knows_the_history_that_the_drafter_may_not_read(asha):
    with business_scope(asha.business.pk):
        party = a_party(asha.user)
        an_invoice(asha.user, party)
        asked = generating.ask(party, prompt=SENTENCE, by=asha.user, use_history=False)
    draft = written(asha.business, asked)
    assert "maybe_duplicate" in draft.flags and draft.lines[0]["source"] == "prompt"


@contextmanager
def no_hints(monkeypatch):
    """As if Redis were away: nothing is written while it is asked for."""
    with monkeypatch.context() as away:
        away.setattr(queue, "_publish", lambda *args: None)
        yield
