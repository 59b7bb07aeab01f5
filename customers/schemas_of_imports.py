"""What the routes of imports take and answer."""

from rest_framework import serializers

from smartkhata.accounts.api.schema import page_of


class ImportIn(serializers.Serializer):
    file = serializers.FileField(allow_empty_file=True)
    kind = serializers.CharField(required=False, default="customers", max_length=12)


class ColumnsIn(serializers.Serializer):
    """`columns`: field -> number of its column from 0, or null."""

    columns = serializers.DictField(child=serializers.IntegerField(min_value=0, allow_null=True))
    change_known = serializers.BooleanField(required=False, default=True)


class ProgressOut(serializers.Serializer):
    done = serializers.IntegerField()
    total = serializers.IntegerField()


class ImportOut(serializers.Serializer):
    import_id = serializers.UUIDField()
    kind = serializers.CharField()
    file_name = serializers.CharField()
    form = serializers.CharField()
    preset = serializers.CharField()
    state = serializers.CharField()
    problem = serializers.CharField(allow_null=True)
    headers = serializers.ListField(child=serializers.CharField())
    columns = serializers.DictField(child=serializers.IntegerField())
    change_known = serializers.BooleanField()
    counts = serializers.DictField(child=serializers.IntegerField())
    progress = ProgressOut()
    created_at = serializers.DateTimeField()
    applied_at = serializers.DateTimeField(allow_null=True)
    undone_at = serializers.DateTimeField(allow_null=True)


class ImportRowOut(serializers.Serializer):
    line = serializers.IntegerField()
    outcome = serializers.CharField()
    text = serializers.CharField()
    note = serializers.CharField()
    customer = serializers.DictField(allow_null=True)


ImportListOut = page_of("imports", ImportOut)
ImportRowListOut = page_of("rows", ImportRowOut)
