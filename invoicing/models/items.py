"""What a shop sells: learned from its invoices, kept right by its people."""

from django.db import models

from smartkhata.core.tenancy import TenantModel


class Item(TenantModel):
    """A thing or service with the rate that is asked for it. `name_key` is the folded name: one row each.

    `is_edited` once a person has changed it: from then on invoices raise its use, but not its rate.
    """

    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300)
    unit = models.CharField(max_length=20, blank=True)
    rate = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    tax_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    hsn = models.CharField(max_length=8, blank=True)
    is_active = models.BooleanField(default=True)
    is_edited = models.BooleanField(default=False)
    times_used = models.PositiveIntegerField(default=0)
    last_used_on = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["business", "name_key"], name="one_item_a_name")]
        indexes = [models.Index(fields=["business", "-times_used"], name="items_by_use")]

    def __str__(self):
        return self.name
