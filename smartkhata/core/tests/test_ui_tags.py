"""The tags and parts of the design: words carry the meaning, and errors are tied to their fields."""

import re
from types import SimpleNamespace

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory

from smartkhata.core.templatetags import ui


class PartyForm(forms.Form):
    name = forms.CharField(error_messages={"required": "Write the customer's name."})
    phone = forms.CharField(required=False, help_text="With or without +91.")
    welcome = forms.BooleanField(required=False, label="Send a welcome SMS")


def drawn(bound):
    return render_to_string("parts/field.html", ui.field(bound))


def part(name, **context):
    return " ".join(render_to_string(f"parts/{name}.html", context).split())


def test_an_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in ui.icon("plus")
    assert ui.icon("plus", "mini") != ui.icon("plus")


@pytest.mark.parametrize("state", ui.STATES)
def test_every_status_has_a_word(state):
    text = re.sub(r"<[^>]+>", "", ui.status(state))
    assert text.strip() and text != state


def test_an_unknown_status_is_shown_as_text():
    assert "&lt;b&gt;" in ui.status("<b>")


def test_a_field_has_a_label_and_its_help_is_read_with_it():
    html = drawn(PartyForm()["phone"])
    assert '<label for="id_phone">' in html
    assert 'id="id_phone-help"' in html and 'aria-describedby="id_phone-help"' in html
    assert "aria-invalid" not in html


def test_a_wrong_field_says_so_where_it_is():
    html = drawn(PartyForm({"name": ""})["name"])
    assert 'aria-invalid="true"' in html
    assert "Write the customer&#x27;s name." in html
    assert 'aria-describedby="id_name-help"' in html and 'id="id_name-help"' in html


def test_a_check_box_stands_before_its_label():
    html = drawn(PartyForm()["welcome"])
    assert html.index("checkbox") < html.index("Send a welcome SMS")


def test_the_summary_links_each_problem_to_its_field():
    html = part("form", form=PartyForm({"name": ""}))
    assert "There is a problem" in html and 'href="#id_name"' in html


def test_a_form_without_problems_has_no_summary():
    assert "There is a problem" not in part("form", form=PartyForm())


@pytest.mark.parametrize(
    ("amount", "words"), [(5, "you will get"), (-5, "you will give"), (0, "settled")], ids=str
)
def test_an_amount_says_who_gets_it(amount, words):
    html = part("amount", amount=amount, currency="INR")
    assert words in html and "-" not in re.sub(r"<[^>]+>", "", html)


def test_a_dialog_names_itself_and_posts_with_a_token():
    request = RequestFactory().get("/")
    html = render_to_string("parts/confirm.html", {"id": "void", "title": "Void?", "url": "/v"}, request)
    assert 'aria-labelledby="void-title"' in html and 'id="void-title"' in html
    assert 'name="csrfmiddlewaretoken"' in html and 'method="post"' in html


@pytest.mark.parametrize(("page", "marked"), [("customers", True), ("home", False)])
def test_only_the_page_one_is_on_is_marked(page, marked):
    request = SimpleNamespace(resolver_match=SimpleNamespace(url_name=page))
    assert bool(ui.current({"request": request}, "customers", "customer")) is marked


def test_a_page_that_does_not_exist_has_no_address():
    assert ui.address("owner:nowhere", "asha") == ""
    assert ui.address("owner:home", "asha") == "/b/asha/"


@pytest.mark.parametrize(
    ("name", "letters"), [("Ramesh Kumar", "RK"), ("asha", "A"), ("Asha & Sons", "AS"), ("", "")]
)
def test_initials_are_at_most_two(name, letters):
    assert ui.initials(name) == letters
