"""The shop's vocabulary: each word that stands in a name of its khata, once."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from smartkhata.core.tenancy import TenantModel


class FoundBy(ArrayField):
    """Search keys of a row, worked out from its other fields by `of` whenever it is written, one or in bulk."""

    def __init__(self, base_field, of=None, **options):
        self.of = of
        super().__init__(base_field, **options)

    def pre_save(self, row, add):
        value = self.of(row)
        setattr(row, self.attname, value)
        return value

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.contrib.postgres.fields.ArrayField", args, kwargs


class Word(TenantModel):
    """`sound` and `bones` as search/sounds.py hears it; `uses` is how many names had it when last counted.

    Written by triggers on Party: whoever adds a name, in bulk or in SQL, adds its words. Typos are mended by
    comparing with some thousand words instead of all names.
    """

    word = models.CharField(max_length=40, db_collation="C")
    sound = models.CharField(max_length=80, db_collation="C")
    bones = models.CharField(max_length=80, db_collation="C")
    uses = models.PositiveIntegerField(default=1)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["business", "word"], name="word_once")]
        indexes = [
            models.Index(fields=["business", "sound"], name="word_by_sound"),
            models.Index(fields=["business", "bones"], name="word_by_bones"),
            GinIndex(
                fields=["business", "word"],
                opclasses=["uuid_ops", "gin_trgm_ops"],
                fastupdate=False,
                name="word_by_letters",
            ),
        ]

    def __str__(self):
        return self.word
