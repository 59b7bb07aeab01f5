"""People are asked to join, prove their address by the link, and see the shop as long as they belong to it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from smartkhata.accounts.models import Membership, User
from smartkhata.accounts.services import team
from smartkhata.accounts.testing import PASSWORD, Person
from smartkhata.core.errors import DomainError
from smartkhata.core.links import link_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(asha):
    """(invitation, the path in the letter)"""
    with asha.scope():
        invitation = team.invite(asha.business, email="Devi@Example.com ", role="clerk", by=asha.user)
        return invitation, link_to(invitation).partition("/join")[2]


def test_a_newcomer_joins_with_a_name_and_a_password(asha, invited):
    browser, path = Client(), "/join" + invited[1]
    assert "Asha Traders" in browser.get(path).content.decode()
    answer = browser.post(path, {"name": "Devi", "password": "four quiet words here"})
    assert answer.headers["Location"] == asha.url()
    assert browser.get(asha.url("customers/")).status_code == 200
    assert browser.get(asha.url("settings/")).status_code == 403
    assert User.objects.get(email="devi@example.com").email_confirmed_at


def test_a_weak_password_is_refused_and_the_name_is_kept(invited):
    page = Client().post("/join" + invited[1], {"name": "Devi", "password": "short"})
    assert page.status_code == 400
    assert 'value="Devi"' in page.content.decode()


def test_somebody_with_an_account_signs_in_first_and_then_joins(asha, charlie):
    with asha.scope():
        invitation = team.invite(asha.business, email=charlie.user.email, role="manager", by=asha.user)
        path = "/join" + link_to(invitation).partition("/join")[2]
    assert "Sign in to join" in Client().get(path).content.decode()
    assert charlie.client.post(path).status_code == 302
    assert Person(charlie.user, asha.business).client.get(asha.url()).status_code == 200


def test_another_persons_invitation_is_not_theirs(asha, charlie, invited):
    assert charlie.client.post("/join" + invited[1]).status_code == 409
    with asha.scope():
        assert not Membership.objects.filter(user=charlie.user).exists()


def test_a_link_works_once(invited):
    Client().post("/join" + invited[1], {"name": "Devi", "password": "four quiet words here"})
    assert Client().get("/join" + invited[1]).status_code == 410


def test_a_withdrawn_or_old_invitation_opens_nothing(asha, invited):
    invitation, query = invited
    with asha.scope(), pytest.raises(DomainError, match="too old"):
        team.open_invitation(invitation.pk, at=timezone.now() + timedelta(days=8))
    asha.client.post(asha.url(f"team/invitations/{invitation.pk}/withdrawal/"))
    assert Client().get("/join" + query).status_code == 410


def test_the_same_person_is_asked_once(asha, invited):
    with asha.scope(), pytest.raises(DomainError) as refused:
        team.invite(asha.business, email="devi@example.com", role="owner", by=asha.user)
    assert refused.value.code == "already_invited"


def test_a_member_is_not_asked(asha, brian):
    page = asha.client.post(asha.url("team/"), {"email": brian.user.email, "role": "clerk"})
    assert "works in your shop already" in page.content.decode()


def test_who_is_removed_is_out_at_the_next_click(asha, brian):
    assert brian.client.get(brian.url()).status_code == 200
    with asha.scope():
        membership = Membership.objects.get(user=brian.user)
    asha.client.post(asha.url(f"team/{membership.pk}/removal/"))
    assert brian.client.get(brian.url()).status_code == 404
    assert brian.api.get("/api/customers").status_code == 404


def test_a_role_holds_from_the_next_click(asha, brian):
    with asha.scope():
        membership = Membership.objects.get(user=brian.user)
    asha.client.post(asha.url(f"team/{membership.pk}/role/"), {"role": "accountant"})
    assert brian.client.get(brian.url("customers/new/")).status_code == 403


@pytest.mark.parametrize("path,body", [("removal", {}), ("role", {"role": "clerk"})])
def test_a_shop_keeps_an_owner(asha, path, body):
    with asha.scope():
        membership = Membership.objects.get(user=asha.user)
    page = asha.client.post(asha.url(f"team/{membership.pk}/{path}/"), body)
    assert page.status_code == 409
    assert "needs an owner" in page.content.decode()


def test_a_clerk_has_no_team_page(brian):
    assert brian.client.get(brian.url("team/")).status_code == 403


def test_a_second_shop_has_rows_of_its_own(asha):
    answer = asha.client.post("/shops/new/", {"shop": "Asha Nairobi", "country": "KE"})
    assert answer.headers["Location"] == "/b/asha-nairobi/"
    both = asha.client.get("/shops/").content.decode()
    assert "Asha Traders" in both and "Asha Nairobi" in both
    assert PASSWORD not in both
