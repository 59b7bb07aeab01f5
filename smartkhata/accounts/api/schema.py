"""The OpenAPI document describes /api/v1/ only; /api/ serves the same routes."""


def only_v1(endpoints):
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]
