"""Whoever can't be found because a key is wrong is found again after the keys are made anew."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from customers.finder import find
from customers.models import Party, Word
from customers.search import Asked
from customers.services.rekeying import KEYS
from customers.testing import a_party

pytestmark = pytest.mark.django_db(transaction=True)


def rebuilt(*shop):
    told = StringIO()
    call_command("rebuild_search_keys", *shop, stdout=told)
    return told.getvalue()


def found(text):
    return [row.name for row in find(Asked.of(text))]


def keys(person):
    with person.scope():
        return list(Party.objects.order_by("pk").values_list(*KEYS)), list(
            Word.objects.order_by("word").values_list("word", "sound", "bones", "uses")
        )


@pytest.fixture
def ramesh(asha):
    with asha.scope():
        return a_party(asha.user, "Ramesh Sharma", phone="+919876543210", tax_id="27AAPFU0939F1ZV")


def test_keys_that_are_lost_come_back(asha, ramesh):
    before = keys(asha)
    with asha.scope():
        Party.objects.update(words=[], sounds=[], marks=[], name_key="")
        Word.objects.update(sound="", bones="")
        assert found("ramesh") == found("87654") == []
    assert "1 customers and 2 words" in rebuilt(asha.business.slug)
    assert keys(asha) == before
    with asha.scope():
        assert found("ramesh") == found("87654") == found("27AAPFU0939F1ZV") == ["Ramesh Sharma"]
        assert found("rameesh") == ["Ramesh Sharma"], "typos are mended by the vocabulary"


def test_a_second_run_changes_nothing(asha, ramesh):
    rebuilt()
    before = keys(asha)
    assert "0 customers and 0 words" in rebuilt()
    assert keys(asha) == before


def test_an_unknown_shop_is_refused(asha):
    with pytest.raises(CommandError, match="no shop"):
        rebuilt("nowhere")
