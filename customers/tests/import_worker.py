"""A worker for the test that kills one: it hears the facts of one shop and prints a line after each write."""

import time
from itertools import count

from django.db import connection

from smartkhata.core import facts
from smartkhata.core.models import PendingFact
from smartkhata.core.tenancy import business_scope

WRITES = ("INSERT", "UPDATE", "DELETE")


def run(business_id, *, seconds=0.05, most=60):
    """Until no fact waits."""
    number, until = count(1), time.monotonic() + most

    def tell(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.split(None, 1)[0] in WRITES:
            print("wrote", next(number), flush=True)
            time.sleep(seconds)
        return result

    with connection.execute_wrapper(tell):
        while waiting := _waiting(business_id):
            assert time.monotonic() < until
            for fact_id in waiting:
                facts.hear(business_id, str(fact_id))
            time.sleep(0.05)


def _waiting(business_id):
    with business_scope(business_id):
        return list(PendingFact.objects.values_list("pk", flat=True))
