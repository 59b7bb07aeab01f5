"""Short links that open one thing: 96 random-looking bits in the address, a hash in the database.

The token is derived (HMAC of a key outside the database and the row's id), so a message can be rendered
again at the provider call while no table holds the token.

A link is of a row (a statement that is handed over, a paper), or of a carrier that brings it: each message has
a token of its own, which leads to the message and from there to what it is about (settings.LINK_CARRIERS).
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from smartkhata.core.events import subject_of
from smartkhata.core.models import PublicLink
from smartkhata.core.tenancy import business_scope, current_business_id

# Ten thousand messages need as many links: no object is made for each.
_ADD = """
INSERT INTO core_publiclink (id, business_id, subject, token_hash, created_at)
SELECT made.id, %s, made.subject, made.hash, statement_timestamp()
FROM unnest(%s::uuid[], %s::text[], %s::text[]) AS made (id, subject, hash)
ON CONFLICT DO NOTHING
"""


class Opened(NamedTuple):
    """What a token opens in which shop; `carrier` is the message that brought it (``"notification:7f..."``).
    `is_shut`: it opens nothing any more, and only who asks for such ones is told what it was about."""

    business_id: UUID
    subject: str
    carrier: str = ""
    is_shut: bool = False


def link_to(row):
    """The public address of `row` in the open shop; the same one each time."""
    return links_to([subject_of(row)])[subject_of(row)]


def links_to(subjects):
    """{subject: public address} of many subjects (``"invoice:7f..."``) in the open shop."""
    found = {link.subject: link for link in PublicLink.objects.filter(subject__in=subjects, revoked_at=None)}
    return {
        subject: page_of(subject, _token((found.get(subject) or _link(subject)).pk)) for subject in subjects
    }


def tokens_of(carriers):
    """{carrier: its token} of many carriers (``"notification:7f..."``) in the open shop, in one statement.

    The link has its carrier's id, so nobody has to look whether it is there already.
    """
    keys = [carrier.partition(":")[2] for carrier in carriers]
    tokens = [_token(key) for key in keys]
    if carriers:
        with connection.cursor() as cursor:
            hashes = [_hash(text) for text in tokens]
            cursor.execute(_ADD, [current_business_id(), keys, list(carriers), hashes])
    return dict(zip(carriers, tokens, strict=True))


def link_through(carrier, subject):
    """The public address that `carrier` gives to `subject`."""
    return page_of(subject, tokens_of([subject_of(carrier)])[subject_of(carrier)])


def page_of(subject, text):
    """The public address of the page for `subject` that the token `text` opens."""
    page = import_string(settings.LINK_PAGES).get(subject.partition(":")[0], "/p")
    return f"{settings.PUBLIC_BASE_URL}{page}?t={text}"


def shut(subjects, *, at=None):
    """These links (of rows or of carriers) open nothing any more; a row's next link is another one."""
    shut_at = at or timezone.now()
    PublicLink.objects.filter(subject__in=subjects, revoked_at=None).update(revoked_at=shut_at)


def resolve(text, *, even_shut=False):
    """What a token opens (Opened), or None. Needs no scope; a carrier that is gone opens nothing."""
    found = _find(text)
    if found is None or (found[2] and not even_shut):
        return None
    business_id, subject, is_shut = found
    kind, _, pk = subject.partition(":")
    carries = import_string(settings.LINK_CARRIERS).get(kind)
    if carries is None:
        return Opened(business_id, subject, is_shut=is_shut)
    with business_scope(business_id):
        about = import_string(carries)(pk)
    return Opened(business_id, about, subject, is_shut) if about else None


def find(text):
    """(business_id, subject or carrier) that a token belongs to, or None. Needs no scope and gives nothing else."""
    business_id, subject, is_shut = _find(text) or (None, "", True)
    return None if is_shut else (business_id, subject)


def _find(text):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT business_id, subject, is_shut FROM core_resolve_link(%s)", [_hash(text)])
        return cursor.fetchone()


def _token(pk):
    digest = hmac.new(settings.TOKEN_KEY.encode(), f"link:{pk}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(digest[:12]).decode()


def _link(subject):
    link = PublicLink(subject=subject)
    link.token_hash = _hash(_token(link.pk))
    PublicLink.objects.bulk_create([link], ignore_conflicts=True)
    return PublicLink.objects.get(subject=subject, revoked_at=None)


def _hash(text):
    return hashlib.sha256(text.encode()).hexdigest()
