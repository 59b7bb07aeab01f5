"""Settings of the API and of its OpenAPI document."""

SCHEMA = {
    "TITLE": "SmartKhata",
    "DESCRIPTION": "Khata, invoices, messages and payments of a shop, and its customers' portal.",
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
