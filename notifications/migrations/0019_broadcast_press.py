from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0018_pointers")]

    operations = [
        migrations.AddField(
            model_name="broadcast", name="press", field=models.CharField(blank=True, max_length=64)
        ),
        migrations.AddConstraint(
            model_name="broadcast",
            constraint=models.UniqueConstraint(
                condition=~models.Q(press=""), fields=("business", "press"), name="one_broadcast_a_press"
            ),
        ),
    ]
