"""Two parties that look like one and are not."""

from django.db import models

from customers.models.parties import Party
from smartkhata.core.tenancy import TenantModel, tenant_key


class KeptApart(TenantModel):
    """Somebody of the shop said that `one` and `other` are two people; `one` has the smaller id."""

    one = tenant_key(Party, on_delete=models.CASCADE, related_name="+")
    other = tenant_key(Party, on_delete=models.CASCADE, related_name="+")
    by_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["business", "one", "other"], name="apart_once")]
        indexes = [models.Index(fields=["business", "other"], name="apart_from")]
