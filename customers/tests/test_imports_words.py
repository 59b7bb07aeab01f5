"""What an import says of its rows is said in the language of whoever brought the file."""

import pytest
from django.utils.translation import gettext, override

from customers.models import ImportRow
from customers.services.imports import start_import
from customers.services.imports.people import TAKEN
from customers.testing import a_party
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db(transaction=True)
BOOK = b"""name,phone,gstin,opening balance
Suresh Patel,9876500001,,
Gita Rao,9876500002,wrong,
Mohan Rao,9876500003,,much
"""


@pytest.mark.parametrize("language", ["en", "hi", "sw"])
def test_the_notes_of_a_report_are_in_their_language(asha, language):
    asha.user.language = language
    asha.user.save()
    with asha.scope():
        known = a_party(asha.user, phone="+919876500001")
        start_import(BOOK, file_name="book.csv", by=asha.user)
    work()
    with asha.scope():
        taken, soft, wrong = ImportRow.objects.order_by("position").values_list("note", flat=True)
    with override(language):
        assert taken == gettext(TAKEN["phone"]) % {"name": known.name, "number": known.number}
        assert soft.startswith(gettext("Tax number left out: %(why)s").partition(":")[0])
        assert gettext("“%(text)s” is no amount. Write it like 1500 or 1,500.50.") % {"text": "much"} in wrong
    assert (language == "en") == ("belongs to" in taken) == ("left out" in soft) == ("no amount" in wrong)
