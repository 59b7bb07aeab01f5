"""Settings of the API and of its OpenAPI document."""

HOW_TO_SPEAK = """\
Khata, invoices, messages and payments of a shop, and its customers' portal.

**Signing in.** A shop's people: `POST /api/v1/auth/token` with e-mail and password. A customer: `POST
/api/v1/customer-portal/otp` with the phone, then `/api/v1/customer-portal/register` with the code of the SMS. Send
`Authorization: Bearer <access>`; it is good for ten minutes. `/auth/refresh` (for customers
`/customer-portal/refresh`) gives the next pair; each refresh token works once and for 30 days.

**Which shop.** Who belongs to several sends `X-Business-ID`; the ids come with the token. Somebody else's shop, and
everything in it, is a 404.

**Doing it once.** A POST, PUT, PATCH or DELETE may carry an `Idempotency-Key`: repeated within 48 hours it is answered
as before and nothing is done twice. Not for signing in and codes.

**Errors.** `{"error": {"code", "message", "fields"}}`. `code` is for machines, `message` for people, `fields` says
what is wrong with which value. After a 429 wait for the seconds of `Retry-After`.

**Lists.** `limit` (50 unless told, at most 200) and `skip`; the answer has `total`.

**Values.** Amounts are numbers with two places in the shop's currency; days are `2026-11-20`, moments ISO 8601 with
their zone; phones go in as people write them and come out as `+919876543210`. A slash at the end is the same address.
"""

SCHEMA = {
    "TITLE": "SmartKhata",
    "DESCRIPTION": HOW_TO_SPEAK,
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    # Fields of one name with several sets of words, and one set under several names.
    "ENUM_NAME_OVERRIDES": {
        "LookEnum": ["professional", "simple", "detailed"],
        "ChannelEnum": ["sms", "email", "whatsapp", "push"],
        "TemplateStatusEnum": ["active", "inactive"],
        "PlanStatusEnum": ["active", "paused", "ended"],
        "RegisteredEnum": ["registered", "not_registered"],
    },
    "PREPROCESSING_HOOKS": ["smartkhata.accounts.api.schema.only_v1"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "smartkhata.accounts.api.conventions.describe",
    ],
}


def rest_framework(proxies):
    """Django REST framework's settings behind `proxies` trusted proxies."""
    return {
        "DEFAULT_AUTHENTICATION_CLASSES": ["smartkhata.accounts.api.authentication.BearerToken"],
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
        "DEFAULT_RENDERER_CLASSES": ["smartkhata.accounts.api.renderer.ExactJSONRenderer"],
        "DEFAULT_PARSER_CLASSES": [
            "rest_framework.parsers.JSONParser",
            "rest_framework.parsers.FormParser",
        ],
        "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
        "EXCEPTION_HANDLER": "smartkhata.accounts.api.errors.handle",
        "COERCE_DECIMAL_TO_STRING": False,
        "NUM_PROXIES": proxies,
        "UNAUTHENTICATED_USER": None,
        "URL_FORMAT_OVERRIDE": None,
    }
