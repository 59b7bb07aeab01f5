"""Who asks for the rows of another one finds them by an index: a key without one reads the rows of all shops."""

import pytest
from django.apps import apps
from django.db import connection

from smartkhata.core.tenancy import TenantModel

OURS = ("core", "accounts", "customers", "invoicing", "notifications", "portal", "analytics")
# Keys by which nobody asks: why. What they point to is never deleted.
NEVER_ASKED = {
    "invoicing_draft.template_id": "a template is put out of use, not deleted; a draft is asked for its template",
    "invoicing_invoice.template_version_id": "versions are written once and kept",
    "invoicing_quote.template_version_id": "versions are written once and kept",
    "invoicing_quote.draft_id": "a quote is asked for its draft",
    "invoicing_batchrow.invoice_id": "a row is asked for its invoice, which is never deleted",
    "invoicing_planperiod.invoice_id": "a period is asked for its invoice, which is never deleted",
    "invoicing_paymentclaim.payment_id": "a claim is asked for its payment, which is never deleted",
    "notifications_notice.event_id": "the record is never deleted; a member's notice of it is found by the member",
}
# An index on (business, column, ...), or on the column first. It may leave out rows whose key is empty, and no others.
LED_BY = """
SELECT EXISTS (
    SELECT 1 FROM pg_index i
    JOIN pg_attribute first ON first.attrelid = i.indrelid AND first.attnum = i.indkey[0]
    LEFT JOIN pg_attribute second ON second.attrelid = i.indrelid AND second.attnum = i.indkey[1]
    WHERE i.indrelid = %s::regclass AND i.indisvalid
    AND (first.attname = %s OR (first.attname = 'business_id' AND second.attname = %s))
    AND coalesce(pg_get_expr(i.indpred, i.indrelid) = format('(%%s IS NOT NULL)', %s), true)
)
"""


def keys():
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            if issubclass(model, TenantModel):
                for field in model._meta.concrete_fields:
                    if field.is_relation and field.column != "business_id":
                        yield model._meta.db_table, field.column


@pytest.mark.django_db
def test_each_key_leads_an_index_or_says_why_nobody_asks_by_it():
    bare = set()
    with connection.cursor() as cursor:
        for table, column in keys():
            cursor.execute(LED_BY, [table, column, column, column])
            if not cursor.fetchone()[0]:
                bare.add(f"{table}.{column}")
    assert bare == set(NEVER_ASKED)
