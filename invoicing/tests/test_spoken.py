"""What the machine and the batch say stands in the language of who reads it."""

import pytest
from django.utils.translation import gettext, override

from customers.services.parties import change_party
from customers.testing import a_party
from invoicing import answers
from invoicing.documents.template import completed
from invoicing.drafting import review
from invoicing.models import Batch, Draft
from invoicing.services import draft_keeping, generating, suggesting
from invoicing.services.batches import start_batch
from invoicing.testing import LINE, an_invoice
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db(transaction=True)
EACH = pytest.mark.parametrize("language", ["en", "hi", "sw"])
OVER = "This takes the customer %(over)s over their credit limit."


@EACH
def test_advice_is_kept_in_english_and_reasons_with_numbers_in_the_language_of_who_asked(asha, language):
    asha.user.language = language
    asha.user.save()
    with asha.scope():
        party = change_party(a_party(asha.user), by=asha.user, credit_limit=100)
        an_invoice(asha.user, party, lines=[LINE | {"description": "Web hosting"}])
        asked = generating.ask(party, prompt="3 months of web hosting", by=asha.user)
    work()
    with asha.scope(), override(language):
        draft = Draft.objects.select_related("party").get(pk=asked.pk)
        told = answers.draft(draft, asha.business, today(asha.business))["suggestions"]
        assert review.PERIOD in draft.suggestions and gettext(review.PERIOD) in told
        over = [text for text in told if text.startswith(gettext(OVER).partition("%")[0])]
    assert over and (language == "en") == (review.PERIOD in told)


@EACH
def test_why_nothing_was_written_is_told_in_the_readers_language(asha, language):
    with asha.scope():
        asked = generating.ask(a_party(asha.user), prompt="3 chairs at 500", by=asha.user)
        Draft.objects.filter(pk=asked.pk).update(
            generation="failed", generation_error=draft_keeping.NOT_WRITTEN
        )
        asked.refresh_from_db()
        with override(language):
            told = answers.draft(asked, asha.business, today(asha.business))["generation_error"]
            assert told == gettext(draft_keeping.NOT_WRITTEN)
    assert (language == "en") == (told == draft_keeping.NOT_WRITTEN)


@EACH
def test_who_is_left_out_of_a_batch_is_told_in_the_owners_language(asha, language):
    with asha.scope(), override(language):
        party = a_party(asha.user, "Gita Rao")
        change_party(party, by=asha.user, status="suspended", status_reason="Cheque came back")
        start_batch(type(party).objects.all(), name="Fees", lines=[LINE], by=asha.user)
        reason = Batch.objects.get().rows.get().reason
    assert "Gita Rao" in reason and (language == "en") == (reason == "Gita Rao is suspended.")


@EACH
def test_suggestions_and_what_is_wrong_with_a_template_are_said_in_it_too(asha, language):
    with asha.scope(), override(language):
        party = a_party(asha.user)
        invoice = an_invoice(asha.user, party)
        [row] = suggesting.suggestions(party, context="one-time")[:1]
        with pytest.raises(DomainError) as refused:
            completed({"look": "loud"})
    assert invoice.number in row["description"]
    assert (language == "en") == row["description"].startswith("The same as")
    assert (language == "en") == refused.value.fields["look"].startswith("Choose one of")
