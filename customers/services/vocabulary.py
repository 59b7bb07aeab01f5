"""How often each word stands in the shop's names: of two words that are as near, the common one is meant."""

from django.db import connection

from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope, current_business_id

_COUNT = """
WITH used AS (
  SELECT word, count(*) AS uses FROM customers_party p, unnest(p.words) word
  WHERE p.business_id = %(shop)s AND p.gone_at IS NULL GROUP BY word
), counted AS (
  SELECT v.id, coalesce(used.uses, 0) AS uses FROM customers_word v LEFT JOIN used USING (word)
  WHERE v.business_id = %(shop)s AND v.uses <> coalesce(used.uses, 0)
)
UPDATE customers_word v SET uses = counted.uses FROM counted WHERE v.business_id = %(shop)s AND v.id = counted.id
"""


def count_words():
    """Count anew in the open shop. A word that is in use by nobody stays, last among its like."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"shop": current_business_id()})
        return cursor.rowcount


def count_everywhere():
    """count_words() in each shop, each in a transaction of its own."""
    for business_id in list(Business.objects.filter(is_active=True).values_list("pk", flat=True)):
        with business_scope(business_id):
            count_words()
