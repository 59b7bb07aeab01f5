"""Tokens of the API: a short JWT to enter with, and a rotating opaque token to get the next one."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

import jwt
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from smartkhata.accounts.models import ApiSession, RefreshToken, User
from smartkhata.core import shape
from smartkhata.core.errors import DomainError

ACCESS_LIFE = timedelta(minutes=10)
REFRESH_LIFE = timedelta(days=30)
# A phone that lost the answer asks again at once; later than this a used token is a stolen one.
GRACE = timedelta(seconds=10)
_SESSION, _USER = shape.Shape(ApiSession), shape.Shape(User)
_LIVE = "s.id = %s AND s.audience = %s AND s.revoked_at IS NULL"
_SESSION_SQL = f"SELECT {_SESSION.columns('s')} FROM accounts_apisession s WHERE {_LIVE}"
_USER_SQL = (
    f"SELECT {_SESSION.columns('s')}, {_USER.columns('u')} FROM accounts_apisession s"
    f" JOIN accounts_user u ON u.id = s.subject_id AND u.is_active WHERE {_LIVE}"
)


@dataclass(frozen=True)
class Pair:
    access: str
    refresh: str
    expires_in: int


def open_session(audience, subject_id):
    """A new session of `audience` ("owner" or "portal") and its first pair of tokens."""
    session = ApiSession.objects.create(audience=audience, subject_id=subject_id, created_at=timezone.now())
    return _pair(session)


def refresh(token, audience):
    """Change a refresh token for a new pair; returns (session, pair). A used one revokes its session."""
    now = timezone.now()
    with transaction.atomic():
        row = (
            RefreshToken.objects.select_for_update(of=("self",))
            .select_related("session")
            .filter(token_hash=_hash(token), session__audience=audience)
            .first()
        )
        if row is None or row.session.revoked_at or row.expires_at <= now:
            raise _unknown()
        stolen = row.used_at is not None and row.used_at + GRACE <= now
        if stolen:
            ApiSession.objects.filter(pk=row.session_id).update(revoked_at=now)
        else:
            row.used_at = row.used_at or now
            row.save(update_fields=["used_at"])
            pair = _pair(row.session)
    if stolen:  # raised outside, so that the revocation is kept
        raise _unknown()
    return row.session, pair


def session_of(access, audience):
    """The live session of an access token; 401 for anything else."""
    return _SESSION.instance(_live(_SESSION_SQL, access, audience))


def user_of(access):
    """(the active user, the live session) of an owner's access token, in one read; 401 for anything else."""
    found = _live(_USER_SQL, access, "owner")
    return _USER.instance(found[len(_SESSION) :]), _SESSION.instance(found)


def close_session(session):
    ApiSession.objects.filter(pk=session.pk).update(revoked_at=timezone.now())


def _pair(session):
    now = timezone.now()
    token = secrets.token_urlsafe(32)
    RefreshToken.objects.create(
        session=session, token_hash=_hash(token), created_at=now, expires_at=now + REFRESH_LIFE
    )
    claims = {
        "sub": str(session.subject_id),
        "sid": str(session.pk),
        "aud": session.audience,
        "iat": now,
        "exp": now + ACCESS_LIFE,
    }
    access = jwt.encode(claims, settings.TOKEN_KEY, algorithm="HS256")
    return Pair(access, token, int(ACCESS_LIFE.total_seconds()))


def _live(sql, access, audience):
    try:
        claims = jwt.decode(access, settings.TOKEN_KEY, algorithms=["HS256"], audience=audience)
    except jwt.PyJWTError:
        raise _unknown() from None
    if (found := shape.row(sql, [claims.get("sid"), audience])) is None:
        raise _unknown()
    return found


def _hash(token):
    return hashlib.sha256(str(token).encode()).hexdigest()


def _unknown():
    return DomainError("Please sign in again.", code="not_authenticated", status=401)
