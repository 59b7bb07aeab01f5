"""Two parties that turned out to be one."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from customers.models.parties import Party
from smartkhata.core.tenancy import TenantModel, tenant_key


class Merge(TenantModel):
    """`gone` is an alias of `kept` from then on. `moved` holds what changed hands ({model: [ids]}), `before`
    the details of both as they were: enough to take it back."""

    kept = tenant_key(Party, related_name="merges")
    gone = tenant_key(Party, related_name="merged_by")
    moved = models.JSONField(default=dict)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["business", "kept", "-at"], name="merges_of_party"),
            models.Index(fields=["business", "gone"], name="merges_of_alias"),
        ]
