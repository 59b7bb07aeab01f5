"""Is the process up (/healthz), can it serve (/readyz)."""

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse

from smartkhata.core import key_mark, roles


def healthz(request):
    return JsonResponse({"status": "ok"})


def readyz(request):
    reached, bound = _database()
    checks = {"database": reached, "role": bound, "migrations": reached and _migrated(), "redis": _redis()}
    checks["keys"] = checks["migrations"] and key_mark.fits()
    # Redis carries hints only: pages and sends go on without it, so it is told but does not decide.
    ready = reached and bound and checks["keys"]
    return JsonResponse({"ready": ready, **checks}, status=200 if ready else 503)


def _database():
    """(reached, row security binds us)"""
    try:
        with connection.cursor() as cursor:
            cursor.execute(roles.WHO)
            _, bypasses = cursor.fetchone()
        return True, not bypasses
    except DatabaseError:
        return False, False


def _migrated():
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _redis():
    try:
        return bool(redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1).ping())
    except redis.RedisError:
        return False
