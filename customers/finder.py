"""Finding parties of the open shop by anything a person remembers of them.

``LIKE``, trigrams and array operators are not leakproof: below a row policy PostgreSQL may not use an index for them
and reads the whole shop. So the comparing is done by one function of sk_jobs, ``customers_search``, which takes the
shop from the open scope alone (docs/search.md).
"""

from django.db import connection

from customers.models import Party
from customers.search import Asked
from smartkhata.core import shape
from smartkhata.core.tenancy import rows_in

CURRENT = (Party.Status.ACTIVE, Party.Status.SUSPENDED)
EVERYBODY = tuple(Party.Status.values)
# A list that is searched shows no more than this, the best first found.
LIST_MOST = 10_000
_ARGUMENTS = "%s, %s::text[], %s::text[], %s::text[], %s::text[], %s, %s::text[], %s, %s::text[], %s"
_SHOWN = shape.Shape(
    Party,
    only=(
        "id",
        "business_id",
        "number",
        "name",
        "phone",
        "email",
        "secondary_phone",
        "profile_type",
        "status",
        "balance",
        "last_invoice_on",
        "registered_at",
        "phone_verified_at",
        "portal_active_at",
    ),
)
ROWS_SQL = (
    f"SELECT {_SHOWN.columns('p')}, s.tier, s.far"
    f" FROM customers_search({_ARGUMENTS}) WITH ORDINALITY s(found_id, tier, far, place)"
    " JOIN customers_party p ON p.id = s.found_id ORDER BY s.place"
)
_IDS = f"SELECT found_id FROM customers_search({_ARGUMENTS})"


def find(asked, *, most=10, among=CURRENT, shop=None):
    """At most `most` parties that fit `asked` (search.Asked), best first, with ``tier`` and ``far``.

    tier 0 to 2: every typed word stands in the name, or the whole number; 3 and 4: begun so; above: sounds or
    looks alike. Only what a result shows is loaded. Outside a scope say the `shop`: then it is one trip.
    """
    values = arguments(asked, among, most)
    rows = rows_in(shop.pk, ROWS_SQL, values) if shop else shape.rows(ROWS_SQL, values)
    return [_found(row) for row in rows]


def found_in(rows, text):
    """`rows` (a queryset of Party) that fit what was typed; all of them if nothing was."""
    asked = Asked.of(text)
    if not asked.text:
        return rows
    with connection.cursor() as cursor:
        cursor.execute(_IDS, arguments(asked, EVERYBODY, LIST_MOST))
        return rows.filter(pk__in=[found for (found,) in cursor.fetchall()])


def _found(row):
    party = _SHOWN.instance(row)
    party.tier, party.far = row[len(_SHOWN) :]
    return party


def arguments(asked, among, most):
    """What ROWS_SQL takes."""
    return [
        asked.key,
        asked.words,
        asked.sounds,
        asked.bones,
        asked.digits,
        asked.email,
        asked.marks,
        asked.number,
        list(among),
        most,
    ]
