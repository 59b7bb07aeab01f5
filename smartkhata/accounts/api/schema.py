"""The OpenAPI document describes /api/v1/ only; /api/ serves the same routes."""

from rest_framework import serializers


def only_v1(endpoints):
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


def page_of(name, row, **more):
    """The schema of a list answer: {<name>: [row], total, limit, skip}."""
    fields = {
        name: row(many=True),
        "total": serializers.IntegerField(),
        "limit": serializers.IntegerField(),
        "skip": serializers.IntegerField(),
        **more,
    }
    return type(f"{row.__name__.removesuffix('Out')}ListOut", (serializers.Serializer,), fields)


def read(schema, data):
    """The checked values of a request; a 400 with fields otherwise."""
    form = schema(data=data)
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)
