"""The platform's own accounts with providers, from the environment: SENDGRID_API_KEY is sendgrid's api_key.

A shop's own account (notifications' services/accounts.py) takes the same keys. An address (base_url) is only
set to speak with a test server.
"""

KEYS = {
    "django_email": ("host", "port", "user", "password", "use_tls", "backend", "sender"),
    "sendgrid": ("api_key", "sender", "base_url", "webhook_key"),
    "twilio": (
        "account_sid",
        "auth_token",
        "sender",
        "whatsapp_sender",
        "content_sids",
        "shared_key",
        "base_url",
    ),
    "msg91": ("auth_key", "header", "entity_id", "templates", "base_url", "hook_secret"),
    "africastalking": ("username", "api_key", "sender", "base_url", "hook_secret"),
}


# SMS has a law and providers of its own in each country: SMS_PROVIDER_IN, SMS_PROVIDER_KE, else SMS_PROVIDER.
COUNTRIES = ("IN", "KE")


def providers(env, *, embedded):
    """{channel: the provider that serves it}, and {"sms:IN": its provider for one country} of what is set; ``none``
    for a channel that is not set up.

    Only a local copy (`embedded`) falls back to the outbox: elsewhere a shop would read "sent" of what nobody got.
    """
    local = "outbox" if embedded else "none"
    default = {"sms": local, "email": local, "whatsapp": local, "push": "none"}
    found = {channel: env(f"{channel}_PROVIDER".upper(), default=name) for channel, name in default.items()}
    own = {f"sms:{country}": env(f"SMS_PROVIDER_{country}", default="") for country in COUNTRIES}
    return found | {place: name for place, name in own.items() if name}


def setting_of(place):
    """``sms:IN`` -> SMS_PROVIDER_IN."""
    channel, _, country = place.partition(":")
    return "_".join(filter(None, [channel.upper(), "PROVIDER", country]))


def provider_rates(env):
    """{provider: calls per second that it allows}, from PROVIDER_RATES={"africastalking": 30}."""
    return env.json("PROVIDER_RATES", default={})


def provider_keys(env):
    """{provider: {key: text}} of what is set."""
    return {
        provider: {key: text for key in keys if (text := env(f"{provider}_{key}".upper(), default=""))}
        for provider, keys in KEYS.items()
    }
