from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("matching", "0003_add_concept_labels"),
    ]

    operations = [
        migrations.AddField(
            model_name="profilevector",
            name="closeness",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="profilevector",
            name="closeness_version",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
    ]
