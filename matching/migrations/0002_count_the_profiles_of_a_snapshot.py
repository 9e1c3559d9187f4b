from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("matching", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="rankingsnapshot",
            name="profiles",
            field=models.JSONField(default=dict),
        ),
    ]
