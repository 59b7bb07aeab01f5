"""Every text of the pages stands in Hindi and in Swahili, with the same placeholders."""

import ast
import re

import pytest
from django.test import Client

from smartkhata.launch import messages

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|%[sd]|\{\w*\}")
LANGUAGES = [path.parents[1].name for path in messages.catalogues()]
# Files whose texts may still lack a translation; the list only gets shorter.
UNFINISHED = set()


@pytest.fixture(scope="module")
def texts():
    return [message for message in messages.texts() if message.id]


@pytest.fixture(params=LANGUAGES)
def catalogue(request):
    return messages.read(messages.LOCALE / request.param / "LC_MESSAGES" / "django.po")


def test_the_catalogues_are_hindi_and_swahili():
    assert LANGUAGES == ["hi", "sw"]


def test_every_text_of_the_sources_is_translated(texts, catalogue):
    assert [one.id for one in untranslated(texts, catalogue) if not files(one) & UNFINISHED] == []


def test_what_is_called_unfinished_is(texts, catalogue):
    left = set().union(*(files(one) for one in untranslated(texts, catalogue)))
    assert UNFINISHED - left == set()


def test_placeholders_agree(catalogue):
    wrong = [
        (one.id, form) for one in catalogue if one.id for form in forms(one) if form and not agrees(one, form)
    ]
    assert wrong == []


@pytest.mark.parametrize("code,word", [("hi", "आपका फ़ोन नंबर"), ("sw", "Nambari yako ya simu")])
def test_the_portal_speaks_the_language(db, code, word):
    page = Client().get("/portal/sign-in/", headers={"accept-language": code}).content.decode()
    assert word in page and "Your phone number" not in page


@pytest.mark.parametrize("code,word", [("hi", "नया बिल"), ("sw", "Ankara mpya")])
def test_the_shop_speaks_the_language(asha, code, word):
    page = asha.client.get(asha.url(), headers={"accept-language": code}).content.decode()
    assert word in page and "New invoice" not in page


def test_an_addressee_is_no_last_day(catalogue):
    assert catalogue.get("To", "addressee").string != catalogue.get("To").string


def test_all_customers_are_people(catalogue):
    people = {"hi": "सभी", "sw": "Wote"}
    assert catalogue.get("All", "customers").string == people[catalogue.locale.language]


def test_a_status_is_no_state_of_india(texts):
    """State and Status are two words in every other language: no page heads a column of states with the former."""
    [state] = [one for one in texts if one.id == "State"]
    assert not [path for path in files(state) if path.startswith("templates/")]


def test_a_lost_placeholder_is_seen():
    message = messages.Catalog().add("%(n)s of %(all)s", string="%(n)s")
    assert not agrees(message, message.string)


def test_template_and_python_texts_are_found(texts):
    found = {one.id for one in texts}
    assert "Your phone number" in found
    assert ("%(n)s bill", "%(n)s bills") in found


def untranslated(texts, catalogue):
    return [one for one in texts if not known(catalogue.get(one.id, one.context))]


def known(message):
    return message is not None and messages.is_whole(message)


def files(message):
    return {path for path, _line in message.locations}


def forms(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def agrees(message, form):
    source = message.id[-1] if isinstance(message.id, tuple) else message.id
    return sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(form))


def test_no_error_is_said_in_pieces():
    """A sentence with something in it is one msgid with a name in it, never an f-string."""
    glued = [
        f"{path.relative_to(messages.ROOT)}:{node.lineno}"
        for path in messages._sources()
        if path.suffix == ".py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in messages.ERRORS
        if node.args and isinstance(node.args[0], ast.JoinedStr)
    ]
    assert glued == []
