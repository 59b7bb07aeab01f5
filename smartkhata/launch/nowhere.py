"""Settings for commands that read files only: they need no server and no secret."""

NOWHERE = {
    "SECRET_KEY": "only-for-checks-" * 3,
    "TOKEN_KEY": "only-for-checks-too-" * 3,
    "FIELD_KEYS": f"c:{'A' * 43}=",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "DATABASE_OWNER_URL": "postgresql://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}
