"""The series that documents take their numbers from."""

from django.db import models

from smartkhata.core.tenancy import TenantModel


class NumberSeries(TenantModel):
    """One run of numbers of a document type, in India one a financial year: ``INV-26-27-00042``.

    `first` is the serial it began with, `value` the last one drawn; the row is locked while one is drawn.
    """

    class Kind(models.TextChoices):
        INVOICE = "invoice"
        CREDIT_NOTE = "credit_note"
        DEBIT_NOTE = "debit_note"
        RECEIPT = "receipt"
        REFUND = "refund"
        QUOTE = "quote"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    year = models.CharField(max_length=5, blank=True)
    prefix = models.CharField(max_length=10)
    width = models.PositiveSmallIntegerField()
    first = models.PositiveBigIntegerField(default=1)
    value = models.PositiveBigIntegerField(default=0)

    class Meta(TenantModel.Meta):
        verbose_name_plural = "number series"
        constraints = [models.UniqueConstraint(fields=["business", "kind", "year"], name="one_series_a_year")]
