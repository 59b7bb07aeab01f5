"""Staff: nothing before a TOTP code, and no shop's rows before a reason that the shop can read."""

import pytest
from django.test import Client

from customers.testing import a_party
from smartkhata.accounts.models import User
from smartkhata.core.models import Event
from smartkhata.staff.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def test_a_password_alone_opens_nothing():
    user = User.objects.create_superuser("staff@example.com", PASSWORD)
    browser = Client()
    browser.force_login(user)
    assert "/staff/login/" in browser.get("/staff/")["Location"]


def test_people_and_shops_are_listed_and_a_shops_rows_are_not(staff, asha):
    for path in ("accounts/user", "core/business", "accounts/membership"):
        page = staff.get(f"/staff/{path}/")
        assert page.status_code == 200 and "asha" in page.content.decode().lower(), path
    assert staff.get("/staff/customers/party/").status_code == 403


def test_a_visit_needs_a_reason_and_the_shop_can_read_it(staff, asha):
    with asha.scope():
        a_party(name="Ramesh Kumar")
    door = f"/staff/enter/{asha.business.pk}/"
    assert staff.get(door).status_code == 200
    staff.post(door, {"reason": "x"})
    assert staff.get("/staff/customers/party/").status_code == 403
    staff.post(door, {"reason": "Ticket 1234: the link does not open"})
    assert "Ramesh Kumar" in staff.get("/staff/customers/party/").content.decode()
    with asha.scope():
        event = Event.objects.get(name="staff.entered")
    assert event.data["reason"].startswith("Ticket 1234") and event.actor_label == "Sam"
    staff.post("/staff/leave/")
    assert staff.get("/staff/customers/party/").status_code == 403


def test_staff_can_look_and_not_touch(staff, asha):
    with asha.scope():
        party = a_party()
    staff.post(f"/staff/enter/{asha.business.pk}/", {"reason": "Ticket 1234: cannot sign in"})
    assert staff.post(f"/staff/customers/party/{party.pk}/delete/", {"post": "yes"}).status_code == 403
    assert staff.post(f"/staff/customers/party/{party.pk}/change/", {"name": "X"}).status_code == 403
