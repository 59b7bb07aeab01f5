"""Is the process up (/healthz), can it serve (/readyz)."""

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse


def healthz(request):
    return JsonResponse({"status": "ok"})


def readyz(request):
    checks = {"database": _database(), "migrations": False, "redis": _redis()}
    checks["migrations"] = checks["database"] and _migrated()
    # Redis carries hints only: pages and sends go on without it, so it is told but does not decide.
    ready = checks["database"] and checks["migrations"]
    return JsonResponse({"ready": ready, **checks}, status=200 if ready else 503)


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return True
    except DatabaseError:
        return False


def _migrated():
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _redis():
    try:
        return bool(redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1).ping())
    except redis.RedisError:
        return False
