"""What the API answers stands in its own description: each key, and no answer lacks one that is promised."""

import pytest
from django.test import Client

from customers.models import Party
from notifications.models import OutboxMessage
from smartkhata.core.testing.queue import work
from smartkhata.tests.world import furnish

pytestmark = pytest.mark.django_db(transaction=True)
PORTAL = "/api/v1/customer-portal/"


@pytest.fixture
def schema(client):
    return client.get("/api/schema").json()


def described(schema, path, method="get", status="200"):
    """The schema of an operation's JSON answer; None if it has none."""
    answer = schema["paths"].get(path, {}).get(method, {}).get("responses", {}).get(status, {})
    return answer.get("content", {}).get("application/json", {}).get("schema")


def untrue(schema, shape, value, at=""):
    """Keys of `value` that `shape` doesn't name, and promised ones that it lacks: ["+row.key", "-row.key"]."""
    if "$ref" in shape:
        shape = schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
    for part in shape.get("allOf", ()):
        return untrue(schema, part, value, at)
    if isinstance(value, list):
        return [found for row in value for found in untrue(schema, shape.get("items", {}), row, at)]
    if not isinstance(value, dict):
        return []
    if "properties" not in shape:
        inner = shape.get("additionalProperties")
        rows = value.values() if isinstance(inner, dict) else ()
        return [found for row in rows for found in untrue(schema, inner, row, f"{at}.*")]
    known = shape["properties"]
    wrong = [f"+{at}.{key}" for key in value if key not in known]
    wrong += [f"-{at}.{key}" for key in shape.get("required", ()) if key not in value]
    pairs = [(key, row) for key, row in value.items() if key in known]
    return wrong + [found for key, row in pairs for found in untrue(schema, known[key], row, f"{at}.{key}")]


def check(schema, path, answer, method="get"):
    shape = described(schema, path, method, str(answer.status_code))
    assert shape, f"{path} answers {answer.status_code}, of which nothing is said"
    return [f"{method} {path}: {found}" for found in sorted(set(untrue(schema, shape, answer.json())))]


def test_what_the_customers_app_reads(asha, schema):
    names = furnish(asha)
    with asha.scope():
        phone = Party.objects.get(pk=names["party"]).phone
    me = Client()

    def post(path, **body):
        answer = me.post(f"{PORTAL}{path}", body, content_type="application/json")
        wrong.extend(check(schema, f"{PORTAL}{path}", answer, "post"))
        return answer.json()

    wrong = []
    post("otp", phone=phone)
    work()
    sent = OutboxMessage.objects.filter(kind="otp").latest("pk").code
    token = post("register", phone=phone, otp=sent)["token"]
    for path in ("invoices", "quotes", "balance", f"balance?business_id={asha.business.pk}"):
        answer = me.get(f"{PORTAL}{path}", headers={"authorization": f"Bearer {token}"})
        wrong += check(schema, PORTAL + path.partition("?")[0], answer)
    claim = {"amount": "100", "method": "upi", "reference": "R-77"}
    path = f"{PORTAL}invoices/{names['invoice']}/payment-claims"
    headers = {"authorization": f"Bearer {token}"}
    answer = me.post(path, claim, content_type="application/json", headers=headers)
    wrong += check(schema, PORTAL + "invoices/{invoice_id}/payment-claims", answer, "post")
    assert wrong == []


def test_a_key_that_nobody_described_is_found(schema):
    shape = {"$ref": "#/components/schemas/PortalQuotesOut"}
    found = untrue(schema, shape, {"quotes": [{"quote_id": "x"}], "more": 1})
    assert "+.more" in found and "-.quotes.quote_number" in found
