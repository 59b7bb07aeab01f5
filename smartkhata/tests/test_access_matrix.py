"""Every route x every role: who gets in, who is refused, who learns nothing."""

from collections import defaultdict

import pytest
from django.test import Client

from invoicing.documents.render import pdf_available
from smartkhata.accounts.access import PERMISSIONS, ROLES
from smartkhata.accounts.models import Membership
from smartkhata.tests.world import furnish, routes

DOORS = {name: view for name, view, _ in routes()}
# Routes without a door of ours, and why.
DOORLESS = {"schema": "the OpenAPI document names no shop"}
# Routes whose address names no row, and what it names; each shop has its own behind the same address.
WITHOUT_IDS = {"api:message-text": "a kind of message, a tone, a channel and a language"}
PAGES = sorted({(name, path) for name, _, path in routes() if name.startswith("owner:")})
API = sorted(
    {
        (name, path)
        for name, view, path in routes()
        if name.startswith("api:") and hasattr(view.view_class, "permissions")
    }
)


def test_every_route_has_a_door():
    for name, view, path in routes():
        cls = getattr(view, "view_class", None)
        guarded = hasattr(view, "door") or getattr(cls, "permissions", None) or hasattr(cls, "door")
        assert guarded or name in DOORLESS or getattr(cls, "permission_classes", None) == [], f"{name} {path}"


def test_every_door_asks_for_a_permission_that_exists():
    for name, view, _ in routes():
        asked = (
            {view.door}
            if hasattr(view, "door")
            else set(getattr(view.view_class, "permissions", {}).values())
        )
        assert asked - {"public", "signed in", "portal"} <= PERMISSIONS, name


def test_every_operation_of_the_api_names_its_permission():
    for name, view, _ in routes():
        cls = getattr(view, "view_class", None)
        if permissions := getattr(cls, "permissions", None):
            handlers = {m.upper() for m in ("get", "post", "put", "patch", "delete") if hasattr(cls, m)}
            assert handlers == set(permissions), name


@pytest.fixture
def shop(asha):
    return asha, furnish(asha)


@pytest.mark.parametrize("role", ROLES)
def test_pages_open_to_the_roles_that_may(shop, role):
    asha, names = shop
    with asha.scope():
        Membership.objects.update(role=role)
    for name, path in PAGES:
        response = asha.client.get(path.format(**names))
        may = DOORS[name].door in ROLES[role]
        assert (response.status_code != 403) == may, f"{role} {name}: {response.status_code}"
        assert response.status_code < 500, name


@pytest.mark.parametrize("role", ROLES)
def test_the_api_opens_to_the_roles_that_may(shop, role):
    asha, names = shop
    with asha.scope():
        Membership.objects.update(role=role)
    for name, path in API:
        for method, permission in DOORS[name].view_class.permissions.items():
            if method == "DELETE":
                continue
            body = () if method == "GET" else ({},)
            response = getattr(asha.api, method.lower())(path.format(**names), *body)
            may = permission in ROLES[role]
            assert (response.status_code != 403) == may, f"{role} {method} {name}: {response.status_code}"
            fails = response.status_code >= 500 and (response.status_code != 503 or pdf_available())
            assert not fails, f"{method} {name}: {response.status_code}"


def test_a_stranger_learns_nothing(shop, charlie):
    _, names = shop
    for name, path in PAGES:
        assert charlie.client.get(path.format(**names)).status_code in (404, 405), name


def test_a_strangers_ids_are_unknown_in_my_own_shop(shop, charlie):
    """Charlie asks in his own shop, with Asha's ids: everything is a 404, never a 403 and never a row."""
    _, names = shop
    mine = names | {"shop": charlie.business.slug}
    for name, path in PAGES:
        if "{" in path.replace("{shop}", ""):
            assert charlie.client.get(path.format(**mine)).status_code in (404, 405), name
    for name, path in API:
        if "{" in path and "GET" in DOORS[name].view_class.permissions and name not in WITHOUT_IDS:
            by_uuid = path.format(**names | {"customer_id": names["party"], "invoice_id": names["invoice"]})
            assert charlie.api.get(by_uuid).status_code == 404, name


def test_nobody_gets_in_without_signing_in(shop):
    _, names = shop
    nobody = Client()
    for name, path in PAGES:
        response = nobody.get(path.format(**names))
        assert response.status_code == 405 or "/sign-in/" in response.get("Location", ""), name
    for name, path in API:
        assert nobody.get(path.format(**names)).status_code in (401, 405), name


def test_another_shops_header_is_a_404(asha, charlie):
    headers = asha.api.headers | {"x-business-id": str(charlie.business.pk)}
    assert Client().get("/api/customers", headers=headers).status_code == 404


def test_a_method_that_a_route_does_not_know_is_a_405_in_our_words(asha):
    for name, path in API:
        method = next(m for m in ("DELETE", "GET", "POST") if m not in DOORS[name].view_class.permissions)
        anywhere = path.format_map(defaultdict(lambda: asha.business.pk))
        response = Client().generic(method, anywhere, headers=asha.api.headers)
        answer = (response.status_code, response.json()["error"]["code"])
        assert answer == (405, "method_not_allowed"), f"{method} {name}"
        assert method not in response["Allow"], name


@pytest.mark.parametrize("method, status", [("HEAD", 200), ("OPTIONS", 405)])
def test_head_asks_as_get_does_and_options_tell_nothing(asha, method, status):
    assert Client().generic(method, "/api/customers", headers=asha.api.headers).status_code == status
