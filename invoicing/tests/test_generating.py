"""Drafts by machine: asked, written, corrected, limited, audited; a dead worker leaves nothing stuck."""

import pytest
from django.conf import settings
from django.db import connection

from customers.testing import a_party
from invoicing.models import Draft, DrafterCall
from invoicing.services import generating
from invoicing.testing import an_invoice
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope, no_scope
from smartkhata.core.testing.queue import work

SENTENCE = "3 months of web hosting at 15,000 per month"


def written(shop, asked):
    work()
    with business_scope(shop.pk):
        return Draft.objects.select_related("party").get(pk=asked.pk)


@pytest.mark.django_db(transaction=True)
def test_a_sentence_becomes_a_draft_and_the_call_is_audited(asha):
    with business_scope(asha.business.pk):
        asked = generating.ask(a_party(asha.user), prompt=SENTENCE, by=asha.user)
        assert asked.generation == Draft.Generation.RUNNING
    draft = written(asha.business, asked)
    assert draft.generation == Draft.Generation.READY
    assert [(line["quantity"], line["rate"]) for line in draft.lines] == [("3.000", "15000.00")]
    with business_scope(asha.business.pk):
        [call] = DrafterCall.objects.all()
    assert (call.state, call.drafter, call.asked_by_id) == ("ready", "local", asha.user.pk)
    assert len(call.prompt_sha256) == 64 and call.lines == draft.lines


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("sentence", "flag"),
    [
        ("chairs at 500 each", "needs_quantity"),
        ("-2 keyboards at 700", "negative_quantity"),
        ("10000000 bags cement at 400", "needs_quantity"),
        ("logo 99999999999", "ambiguous"),
        ("same as last month", "needs_context"),
        ("5 chairs 2500", "ambiguous"),
    ],
)
def test_what_is_missing_is_a_question_on_the_draft_in_api_and_page(asha, sentence, flag):
    with business_scope(asha.business.pk):
        party = a_party(asha.user)
        asked = generating.ask(party, prompt=sentence, by=asha.user)
    draft = written(asha.business, asked)
    assert draft.generation == Draft.Generation.READY and flag in draft.flags
    told = asha.api.get(f"/api/customers/{party.number}/invoices/drafts/{draft.number}")
    assert told.status_code == 200 and told.json()["invoice_data"]["total"] is None
    page = asha.client.get(asha.url(f"drafts/{draft.pk}/"))
    assert page.status_code == 200 and 'value="None"' not in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_without_history_an_earlier_rate_is_not_used(asha):
    with business_scope(asha.business.pk):
        party = a_party(asha.user)
        an_invoice(asha.user, party)
        told = generating.ask(party, prompt="2 months of web hosting", by=asha.user)
        untold = generating.ask(party, prompt="2 months of web hosting", by=asha.user, use_history=False)
    told, untold = written(asha.business, told), written(asha.business, untold)
    assert told.lines[0]["rate"] == "15000.00" and "rate_from_history" in told.flags
    assert untold.lines[0]["rate"] is None and "needs_rate" in untold.flags


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("make it 4 months", [("4.000", "15000.00")]),
        ("at 14,000", [("3.000", "14000.00")]),
        ("10% off", [("3.000", "15000.00")]),
        ("add delivery 500", [("3.000", "15000.00"), ("1.000", "500.00")]),
    ],
)
def test_a_correction_is_a_new_version_of_the_same_draft(asha, said, lines):
    with business_scope(asha.business.pk):
        asked = generating.ask(a_party(asha.user), prompt=SENTENCE, by=asha.user)
    draft = written(asha.business, asked)
    with business_scope(asha.business.pk):
        generating.correct(draft, text=said, by=asha.user)
    draft = written(asha.business, draft)
    assert [(line["quantity"], line["rate"]) for line in draft.lines] == lines
    assert (draft.generation, draft.version, draft.flags) == ("ready", 2, [])


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_died_is_followed_by_another(asha):
    with business_scope(asha.business.pk):
        asked = generating.ask(a_party(asha.user), prompt=SENTENCE, by=asha.user)
    unheard(asha.business, asked)
    assert len(claimed()) == 1 and claimed() == []
    let_leases_run_out(asha.business)
    assert written(asha.business, asked).generation == Draft.Generation.READY


@pytest.mark.django_db(transaction=True)
def test_a_draft_that_kills_its_workers_ends_failed_with_its_sentence(asha):
    with business_scope(asha.business.pk):
        asked = generating.ask(a_party(asha.user), prompt=SENTENCE, by=asha.user)
    unheard(asha.business, asked)
    for _ in range(generating.MOST_ATTEMPTS):
        assert len(claimed()) == 1
        let_leases_run_out(asha.business)
    draft = written(asha.business, asked)
    assert (draft.generation, draft.prompt) == (Draft.Generation.FAILED, SENTENCE)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_comes_back_late_writes_nothing(asha):
    with business_scope(asha.business.pk):
        asked = generating.ask(a_party(asha.user), prompt=SENTENCE, by=asha.user)
    unheard(asha.business, asked)
    [late] = claimed()
    let_leases_run_out(asha.business)
    draft = written(asha.business, asked)
    with business_scope(asha.business.pk):
        Draft.objects.filter(pk=draft.pk).update(notes="by hand")
    generating._write(*late)
    assert written(asha.business, asked).notes == "by hand"


@pytest.mark.django_db(transaction=True)
def test_twenty_a_minute_are_enough(asha, monkeypatch):
    monkeypatch.setattr(settings, "DRAFTS_PER_MINUTE", 2)
    generating.require_room(asha.business)
    generating.require_room(asha.business)
    with pytest.raises(DomainError) as refused:
        generating.require_room(asha.business)
    assert refused.value.status == 429 and 0 < refused.value.extra["retry_after"] <= 60


@pytest.mark.django_db
def test_an_unknown_template_is_refused_in_words(asha):
    with business_scope(asha.business.pk), pytest.raises(DomainError, match="There is no template TMPL-999"):
        generating.ask(a_party(asha.user), prompt=SENTENCE, by=asha.user, template="TMPL-999")


def unheard(shop, draft):
    """As if no worker had seen it: here tasks run as soon as they are hinted at."""
    with business_scope(shop.pk):
        DrafterCall.objects.update(state="queued", attempts=0, lease_until=None)
        Draft.objects.filter(pk=draft.pk).update(generation=Draft.Generation.RUNNING, lines=[])


def claimed():
    with no_scope():
        return generating._claim(10)


@pytest.mark.django_db(transaction=True)
def test_a_line_is_removed_by_its_name_and_an_unknown_one_is_a_question(asha):
    with business_scope(asha.business.pk):
        asked = generating.ask(a_party(asha.user), prompt=f"{SENTENCE} and delivery 500", by=asha.user)
    draft = written(asha.business, asked)
    for said, lines, flags in (("remove the delivery", 1, []), ("remove the chairs", 1, ["ambiguous"])):
        with business_scope(asha.business.pk):
            generating.correct(draft, text=said, by=asha.user)
        draft = written(asha.business, draft)
        assert (len(draft.lines), draft.flags) == (lines, flags)


def let_leases_run_out(shop):
    with business_scope(shop.pk), connection.cursor() as cursor:
        cursor.execute("UPDATE invoicing_draftercall SET lease_until = now() - interval '1 second'")


@pytest.mark.django_db(transaction=True)
def test_who_does_not_want_to_wait_gets_the_sentence_back_and_no_draft(asha):
    with business_scope(asha.business.pk):
        party = a_party(asha.user)
        asked = generating.ask(party, prompt=SENTENCE, by=asha.user)
    unheard(asha.business, asked)
    gone = asha.client.post(asha.url(f"drafts/{asked.pk}/cancelling/"))
    again = asha.client.get(gone.url).content.decode()
    assert SENTENCE in again
    draft = written(asha.business, asked)
    assert (draft.status, draft.lines) == (Draft.Status.DISCARDED, [])


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_cancelled_leaves_the_draft_as_it_was(asha):
    with business_scope(asha.business.pk):
        asked = generating.ask(a_party(asha.user), prompt=SENTENCE, by=asha.user)
    draft = written(asha.business, asked)
    with business_scope(asha.business.pk):
        generating.correct(draft, text="make it 4 months", by=asha.user)
        kept = generating.cancel(draft, by=asha.user)
    assert (kept.generation, kept.lines, kept.version) == (Draft.Generation.READY, draft.lines, 1)
    assert written(asha.business, asked).lines == draft.lines


@pytest.mark.django_db(transaction=True)
def test_cancelling_what_is_written_changes_nothing(asha):
    with business_scope(asha.business.pk):
        asked = generating.ask(a_party(asha.user), prompt=SENTENCE, by=asha.user)
    draft = written(asha.business, asked)
    with business_scope(asha.business.pk):
        assert generating.cancel(draft, by=asha.user).status == Draft.Status.DRAFT


@pytest.mark.django_db(transaction=True)
def test_the_customers_tax_preference_is_the_default_and_the_person_decides(asha):
    with business_scope(asha.business.pk):
        Business.objects.filter(pk=asha.business.pk).update(registration="regular", state_code="27")
        party = a_party(asha.user, ai_preferences={"include_tax": False})
        asked = generating.ask(party, prompt=SENTENCE, by=asha.user)
        wanted = generating.ask(party, prompt=SENTENCE, by=asha.user, charge_tax=True)
    page = asha.client.get(asha.url(f"customers/{party.pk}/invoices/generate/")).content.decode()
    assert (
        'name="charge_tax" checked' not in page.replace("  ", " ")
        and 'id="id_charge_tax" checked' not in page
    )
    asked, wanted = written(asha.business, asked), written(asha.business, wanted)
    assert (asked.charge_tax, "tax_preference" in asked.flags) == (False, False)
    assert (wanted.charge_tax, "tax_preference" in wanted.flags) == (True, True)
