"""The API's own description says how to speak to it, and says what the code does."""

import pytest
from django.test import Client

from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.idempotency import Idempotent
from smartkhata.accounts.api.paging import DEFAULT_LIMIT, MAX_LIMIT
from smartkhata.accounts.services.tokens import ACCESS_LIFE, REFRESH_LIFE
from smartkhata.api_settings import HOW_TO_SPEAK
from smartkhata.core.idempotency import LIFE
from smartkhata.tests.world import routes

WRITES = {"post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def document():
    return Client().get("/api/schema").json()


@pytest.fixture(scope="module")
def operations(document):
    """[(path, method, operation, view class)] of all that is described."""
    views = {path: view.view_class for name, view, path in routes() if name.startswith("api-v1:")}
    return [(p, m, o, views[p]) for p, methods in document["paths"].items() for m, o in methods.items()]


def test_a_route_of_a_shop_takes_the_shops_id_and_no_other_does(operations):
    for path, method, operation, view in operations:
        assert names("Shop", operation) == issubclass(view, BusinessApi), f"{method} {path}"


def test_what_writes_takes_a_key_where_keys_are_kept(operations):
    for path, method, operation, view in operations:
        assert names("Key", operation) == (issubclass(view, Idempotent) and method in WRITES), (
            f"{method} {path}"
        )


def test_every_operation_shows_the_error(document, operations, asha):
    assert all(one["responses"]["default"]["$ref"].endswith("/Refused") for _, _, one, _ in operations)
    shown = document["components"]["schemas"]["Error"]["properties"]["error"]
    said = asha.api.post("/api/customers", {"name": ""}).json()["error"]
    assert set(said) == set(shown["properties"]) == set(shown["required"])


def test_every_reference_leads_somewhere(document):
    parts = document["components"]
    for group, name in (("parameters", "Shop"), ("parameters", "Key"), ("responses", "Refused")):
        assert name in parts[group]


def test_the_figures_in_the_text_are_the_codes():
    assert f"({DEFAULT_LIMIT} unless told, at most {MAX_LIMIT})" in HOW_TO_SPEAK
    assert f"within {LIFE.total_seconds() / 3600:.0f} hours" in HOW_TO_SPEAK
    assert ACCESS_LIFE.total_seconds() == 600 and "good for ten minutes" in HOW_TO_SPEAK
    assert f"for {REFRESH_LIFE.days} days" in HOW_TO_SPEAK


def names(part, operation):
    return {"$ref": f"#/components/parameters/{part}"} in operation.get("parameters", [])
