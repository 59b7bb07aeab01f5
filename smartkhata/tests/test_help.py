"""The guides: they answer everybody in three languages, quote words that pages have, and lead only where one may go."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve

from portal.doors import SESSION_KEY
from smartkhata import help as guides
from smartkhata.accounts.models import Membership
from smartkhata.accounts.services.signing_up import add_business
from smartkhata.launch import messages

FOLDER = settings.BASE_DIR / "templates/help"
NAMES = [*guides.OWNERS, *guides.CUSTOMERS]
PLACEHOLDER = re.compile(r"{{.*?}}|%\(\w+\)s")
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def texts():
    return [message for message in messages.texts() if message.id]


def page(name="", client=None, language="en", query=""):
    address = f"/help/{name}/" if name else "/help/"
    answer = (client or Client()).get(address + query, headers={"accept-language": language})
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def links(html):
    return re.findall(r'<a[^>]* href="(/[^"#]*)"', html.partition("<main")[2])


def test_each_guide_has_its_template_and_each_template_its_guide():
    pages = {path.stem for path in FOLDER.glob("*.html") if not path.stem.startswith("_")}
    assert pages - {"index", "guide"} == set(NAMES)


def test_everybody_reads_each_guide_in_three_languages(texts):
    """No sentence of a guide is left in English where another language has it."""
    told = [one.id for one in texts if any(path.startswith("templates/help/") for path, _ in one.locations)]
    sentences = {longest(text) for text in told if len(longest(text)) > 20}
    assert len(sentences) > 100
    for name in ("", *NAMES):
        assert any(sentence in page(name) for sentence in sentences), name
        for language in ("hi", "sw"):
            html = page(name, language=language)
            assert f'<html lang="{language}"' in html
            assert [one for one in sentences if one in html] == [], f"{name} {language}"


def test_a_word_that_a_guide_quotes_stands_on_another_page(texts):
    """A button that is renamed takes its guide with it."""
    elsewhere = {
        one.id
        for one in texts
        for path, _ in one.locations
        if not path.startswith(("templates/help/", "smartkhata/help"))
    }
    for path in FOLDER.glob("*.html"):
        quoted = re.findall(r'=_\("([^"]+)"\)', path.read_text())
        assert set(quoted) <= elsewhere, path.name


def test_each_link_of_a_guide_opens_for_an_owner(asha):
    found = {name: links(page(name, asha.client)) for name in ("", *NAMES)}
    assert all(found.values())
    for link in {link for some in found.values() for link in some}:
        assert asha.client.get(link).status_code in (200, 302), link


def test_each_place_is_a_step_of_some_guide():
    told = " ".join(path.read_text() for path in FOLDER.glob("*.html"))
    assert [place for place in guides.PLACES if f"places.{place} " not in told] == []
    assert set(re.findall(r"places\.(\w+)", told)) <= set(guides.PLACES)


def test_who_is_nobodys_member_sees_no_place_of_a_shop():
    for name in NAMES:
        assert [
            link for link in links(page(name)) if not link.startswith(("/help/", "/portal/sign-in/"))
        ] == []


def test_a_place_is_shown_only_to_who_may_enter(asha):
    settings_page = asha.url("reminders/")
    assert settings_page in links(page("reminders", asha.client))
    with asha.scope():
        Membership.objects.update(role="clerk")
    assert settings_page not in links(page("reminders", asha.client))
    assert resolve(settings_page).func.door == "settings.edit"


def test_with_several_shops_the_address_says_which(asha):
    other = add_business(name="Second shop", country="KE", owner=asha.user)
    assert not [link for link in links(page("reminders", asha.client)) if link.startswith("/b/")]
    chosen = links(page("reminders", asha.client, query=f"?shop={other.slug}"))
    assert f"/b/{other.slug}/reminders/" in chosen
    assert f"/help/pay/?shop={other.slug}" not in chosen and f"/help/bring-in/?shop={other.slug}" in chosen


def test_somebody_elses_shop_is_not_led_to(asha, charlie):
    found = links(page("reminders", asha.client, query=f"?shop={charlie.business.slug}"))
    assert not [link for link in found if charlie.business.slug in link]


def test_a_customer_is_led_to_their_bills():
    client = Client()
    session = client.session
    session[SESSION_KEY] = "00000000-0000-0000-0000-000000000000"
    session.save()
    assert "/portal/" in links(page("pay", client))


def test_an_unknown_guide_is_not_found():
    assert Client().get("/help/nothing/").status_code == 404


@pytest.mark.parametrize(
    ("path", "guide"),
    [("reminders/", "reminders"), ("imports/", "bring-in"), ("payment-claims/", "confirm-payments")],
)
def test_the_page_itself_leads_to_its_guide(asha, path, guide):
    html = asha.client.get(asha.url(path)).content.decode()
    assert f'href="/help/{guide}/?shop={asha.business.slug}"' in html


def longest(text):
    """The longest piece of a text that has no placeholder in it."""
    whole = text if isinstance(text, str) else text[0]
    return max(PLACEHOLDER.split(whole.replace("%%", "%")), key=len).strip()
