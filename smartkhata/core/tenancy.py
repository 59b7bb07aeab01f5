"""Whose rows are seen. The database decides (rls.py); the ORM filter only lets it use its indexes."""

import uuid
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, models, transaction

from smartkhata.core import shape
from smartkhata.core.errors import DomainError

_current = ContextVar("business_id", default=None)


@contextmanager
def business_scope(business_id):
    """One transaction that sees one shop. Never call a provider inside it."""
    token = _current.set(uuid.UUID(str(business_id)))
    try:
        with _setting("app.business_id", business_id):
            yield
    finally:
        _current.reset(token)


@contextmanager
def user_scope(user_id):
    """One transaction that also sees the memberships of one user."""
    with _setting("app.user_id", user_id):
        yield


def rows_seen_by(user_id, sql, values):
    """The rows of one SELECT that also sees the memberships of one user, in one trip."""
    return _in_one_trip(user_scope, "app.user_id", user_id, sql, values)


def rows_in(business_id, sql, values):
    """The rows of one SELECT that sees one shop, in one trip."""
    return _in_one_trip(business_scope, "app.business_id", business_id, sql, values)


@contextmanager
def profile_scope(profile_id):
    """One transaction that also sees the shop links of one verified phone."""
    with _setting("app.profile_id", profile_id):
        yield


@contextmanager
def holder_scope(holder_id):
    """One transaction that sees the idempotency keys of one shop or one customer."""
    with _setting("app.holder_id", holder_id):
        yield


@contextmanager
def staff_scope(user_id):
    """One transaction that sees who belongs to which shop, for staff; no shop's rows (staff/visits.py)."""
    with _setting("app.staff_id", user_id):
        yield


@contextmanager
def no_scope():
    """Forget the caller's shop: a job must bring its own, or it passes in a test and fails in a worker."""
    token = _current.set(None)
    try:
        yield
    finally:
        _current.reset(token)


def current_business_id():
    """The shop of the open scope; an error outside one."""
    business_id = _current.get()
    if business_id is None:
        raise DomainError("No shop is open here.", code="no_scope", status=500)
    return business_id


@contextmanager
def _setting(name, value):
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = _swap(name, str(value), read=nested)
        yield
        # A released savepoint keeps the inner value and COMMIT drops it: only a nested scope must restore.
        if nested and not connection.needs_rollback:
            _swap(name, before or "", read=False)


def _in_one_trip(scope, name, holder, sql, values):
    """Setting and SELECT travel together and are a transaction of their own, with which the setting ends.

    Inside an outer transaction it would live on; there a scope puts back what it was.
    """
    if connection.in_atomic_block:
        with scope(holder):
            return shape.rows(sql, values)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT set_config('{name}', %s, true); {sql}", [str(holder), *values])
        cursor.nextset()
        return cursor.fetchall()


def _swap(name, value, *, read):
    with connection.cursor() as cursor:
        if read:
            cursor.execute("SELECT current_setting(%s, true), set_config(%s, %s, true)", [name, name, value])
        else:
            cursor.execute("SELECT NULL, set_config(%s, %s, true)", [name, value])
        return cursor.fetchone()[0]


class TenantManager(models.Manager):
    def get_queryset(self):
        business_id = _current.get()
        rows = super().get_queryset()
        return rows.none() if business_id is None else rows.filter(business_id=business_id)


class TenantModel(models.Model):
    """A row of one shop. `objects` asks for the open shop; `across` asks for all and gets what the policy shows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    business = models.ForeignKey(
        "core.Business", models.PROTECT, related_name="+", default=current_business_id, db_index=False
    )

    objects = TenantManager()
    across = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "across"


def tenant_key(to, *, on_delete=models.PROTECT, **options):
    """A foreign key to a row of the same shop; the database key is (business_id, id), made by rls.Protect."""
    return models.ForeignKey(to, on_delete, db_constraint=False, db_index=False, **options)
