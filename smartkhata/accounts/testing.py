"""Asha owns one shop, Brian is her clerk, Charlie owns another shop and must never see hers."""

from dataclasses import dataclass
from functools import cached_property

import pytest
from django.test import Client

from smartkhata.accounts.models import Membership, User
from smartkhata.accounts.services import tokens
from smartkhata.accounts.services.signing_up import sign_up
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope

PASSWORD = "a long enough sentence"


@dataclass
class Person:
    """A user with the shop they work in."""

    user: User
    business: Business

    def scope(self):
        return business_scope(self.business.pk)

    @cached_property
    def client(self):
        """A browser that is signed in."""
        client = Client()
        client.force_login(self.user)
        return client

    @cached_property
    def api(self):
        """The mobile app: JSON in and out, with token and shop."""
        return Api(self)

    def url(self, path=""):
        return f"/b/{self.business.slug}/{path}"


class Api:
    def __init__(self, person):
        access = tokens.open_session("owner", person.user.pk).access
        self.headers = {"authorization": f"Bearer {access}", "x-business-id": str(person.business.pk)}

    def get(self, path, **params):
        return Client().get(path, params, headers=self.headers)

    def post(self, path, body=None, **headers):
        return self._send("post", path, body, headers)

    def put(self, path, body=None, **headers):
        return self._send("put", path, body, headers)

    def patch(self, path, body=None, **headers):
        return self._send("patch", path, body, headers)

    def delete(self, path, **headers):
        return self._send("delete", path, None, headers)

    def _send(self, method, path, body, headers):
        data = {} if body is None else {"data": body, "content_type": "application/json"}
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        return getattr(Client(), method)(path, headers={**self.headers, **more}, **data)


def open_shop(name, country="IN", **details):
    """A new owner with a shop, made as a visitor would."""
    first = name.split()[0].lower()
    user, business = sign_up(
        email=f"{first}@example.com",
        password=PASSWORD,
        name=first.title(),
        shop=name,
        country=country,
        **details,
    )
    return Person(user, business)


@pytest.fixture
def asha(db):
    return open_shop("Asha Traders", "IN")


@pytest.fixture
def brian(asha):
    user = User.objects.create_user("brian@example.com", PASSWORD, name="Brian")
    with asha.scope():
        Membership.objects.create(user=user, role="clerk")
    return Person(user, asha.business)


@pytest.fixture
def charlie(db):
    return open_shop("Charlie Stores", "KE")
