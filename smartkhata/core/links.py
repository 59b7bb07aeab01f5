"""Short links that open one thing: 96 random-looking bits in the address, a hash in the database.

The token is derived (HMAC of a key outside the database and the row's id), so a message can be rendered
again at the provider call while no table holds the token.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from smartkhata.core.events import subject_of
from smartkhata.core.models import PublicLink


def link_to(row):
    """The public address of `row` in the open shop; the same one each time."""
    return _address(_link(subject_of(row)))


def links_to(subjects):
    """{subject: public address} of many subjects (``"invoice:7f..."``) in the open shop."""
    found = {link.subject: link for link in PublicLink.objects.filter(subject__in=subjects)}
    return {subject: _address(found.get(subject) or _link(subject)) for subject in subjects}


def _address(link):
    page = import_string(settings.LINK_PAGES).get(link.subject.partition(":")[0], "/p")
    return f"{settings.PUBLIC_BASE_URL}{page}?t={token(link)}"


def token(link):
    digest = hmac.new(settings.TOKEN_KEY.encode(), f"link:{link.pk}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(digest[:12]).decode()


def resolve(text):
    """(business_id, subject) that a token opens, or None. Needs no scope and gives nothing else."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT business_id, subject FROM core_resolve_link(%s)", [_hash(text)])
        return cursor.fetchone()


def _link(subject):
    link = PublicLink.objects.filter(subject=subject).first()
    if link is None:
        link = PublicLink(subject=subject)
        link.token_hash = _hash(token(link))
        PublicLink.objects.bulk_create([link], ignore_conflicts=True)
        link = PublicLink.objects.get(subject=subject)
    return link


def _hash(text):
    return hashlib.sha256(text.encode()).hexdigest()
