"""What is wired by name exists: a typo in flow, schedule, panels or a template is found here, not by a customer."""

import ast
import re
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.template.loader import get_template
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.module_loading import import_string

from smartkhata import flow, panels, schedule
from smartkhata.core.fact_words import FACTS, UNTOLD

ROOT = Path(settings.BASE_DIR)
CODE = [
    path
    for app in ("smartkhata", "customers", "invoicing", "notifications", "portal", "analytics")
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts and "tests" not in path.parts
]


def tasks():
    current_app.loader.import_default_modules()
    return set(current_app.tasks)


def test_every_listener_is_a_task():
    assert {name for names in flow.LISTENERS.values() for name in names} <= tasks()


def test_every_scheduled_job_is_a_task():
    assert {entry["task"] for entry in schedule.SCHEDULE.values()} <= tasks()


def test_every_recorded_fact_is_a_noun_and_a_participle():
    for fact in recorded() | set(flow.LISTENERS):
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", fact), fact


def test_every_recorded_fact_has_words_for_people():
    assert recorded() <= set(FACTS) | UNTOLD


def test_every_fact_that_is_heard_is_recorded():
    assert set(flow.LISTENERS) <= recorded()


def test_every_hint_names_a_task():
    named = set(calls("enqueue"))
    assert named and named <= tasks()


def test_every_panel_exists():
    for name in panels.CUSTOMER_DETAIL:
        assert callable(import_string(name))
    for name in panels.PANEL_TEMPLATES:
        get_template(name)


def test_every_reversed_name_exists():
    known = {name for name in url_names(get_resolver())}
    for name in set(calls("reverse")) | set(calls("redirect")):
        if ":" in name and not name.startswith("admin:"):
            assert name in known, name


def test_every_name_in_templates_exists():
    known = url_names(get_resolver())
    for path in (ROOT / "templates").rglob("*.html"):
        for name in re.findall(r"{%\s*url\s+['\"]([\w:-]+)['\"]", path.read_text()):
            if not name.startswith("admin:"):
                assert name in known, f"{path.name}: {name}"


def test_no_delay_is_left_to_the_broker():
    """Redis may be flushed at any time, so a moment in the future stands in a row (next_attempt_at)."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                assert not {"eta", "countdown"} & {word.arg for word in node.keywords}, path


def recorded():
    """By themselves, or as one of many (events.record_all)."""
    return {*calls("record"), *calls("fact")}


def calls(function):
    """First arguments, as written, of calls of `function` in the product's code."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            is_call = isinstance(node, ast.Call) and getattr(node.func, "id", "") == function and node.args
            if is_call and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                yield node.args[0].value


def url_names(resolver, prefix=""):
    names = set()
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            names |= url_names(entry, inner)
        elif entry.name:
            names.add(prefix + entry.name)
    return names


def test_reverse_fails_for_a_name_that_is_not_there():
    with pytest.raises(NoReverseMatch):
        reverse("owner:nowhere")
