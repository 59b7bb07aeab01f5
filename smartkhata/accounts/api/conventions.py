"""What holds for every route, as the OpenAPI document says it: which shop, a key against doing twice, errors."""

WRITES = ("post", "put", "patch", "delete")
PARAMETERS = {
    "Shop": {
        "name": "X-Business-ID",
        "in": "header",
        "schema": {"type": "string", "format": "uuid"},
        "description": "The shop. Needed by who belongs to several: without it the answer is 400 business_required.",
    },
    "Key": {
        "name": "Idempotency-Key",
        "in": "header",
        "schema": {"type": "string", "maxLength": 255},
        "description": (
            "The same request with the same key is done once within 48 hours; the second answer is the first one, "
            "with Idempotent-Replay: true. 409 in_progress while it runs, 422 key_reused for another request."
        ),
    },
}
ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "fields"],
            "properties": {
                "code": {"type": "string", "description": "For machines; it stays what it is."},
                "message": {
                    "type": "string",
                    "description": "For people, in the language of Accept-Language.",
                },
                "fields": {
                    "type": "object",
                    "additionalProperties": {"type": "string"},
                    "description": "What is wrong with which value.",
                },
            },
        }
    },
}
REFUSED = {
    "description": "Refused: 400 a value, 401 no token, 403 not your role, 404 not yours or not there, "
    "405 not a method of this route, 409 not now, 429 too often (Retry-After says how many seconds to wait).",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
}


def describe(result, generator, request, public):
    """drf-spectacular's hook: the headers and the error go to every operation they hold for."""
    parts = result.setdefault("components", {})
    parts.setdefault("schemas", {})["Error"] = ERROR
    parts["parameters"] = PARAMETERS
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            headers = [
                {"$ref": f"#/components/parameters/{name}"} for name in _headers(path, method, operation)
            ]
            if headers:
                operation["parameters"] = [*operation.get("parameters", []), *headers]
            operation["responses"]["default"] = {"$ref": "#/components/responses/Refused"}
    parts["responses"] = {"Refused": REFUSED}
    return result


def _headers(path, method, operation):
    """Signing in and out names no shop and is never replayed."""
    doors = {name for scheme in operation.get("security", ()) for name in scheme}
    if not doors or path.startswith("/api/v1/auth/"):
        return []
    return ["Shop"] * ("bearer" in doors) + ["Key"] * (method in WRITES)
