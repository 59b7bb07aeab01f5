"""The nightly count: of two words that are as near, the common one is meant."""

import pytest

from customers.finder import find
from customers.models import Word
from customers.search import Asked
from customers.services.vocabulary import count_everywhere
from customers.testing import a_party

pytestmark = pytest.mark.django_db


def test_words_are_counted_in_each_shop(asha, charlie):
    for shop, copies in ((asha, 3), (charlie, 1)):
        with shop.scope():
            for _ in range(copies):
                a_party(shop.user, name="Wekesa Barasa", phone="")
    count_everywhere()
    for shop, copies in ((asha, 3), (charlie, 1)):
        with shop.scope():
            assert Word.objects.get(word="wekesa").uses == copies


def test_the_common_one_of_two_near_words_comes_first(asha):
    with asha.scope():
        a_party(asha.user, name="Karan One")
        for name in ("Kiran One", "Kiran Two"):
            a_party(asha.user, name=name)
        count_everywhere()
        assert find(Asked.of("kuran"))[0].name.startswith("Kiran")
