from datetime import timedelta

from django.db import migrations, models
from django.utils import timezone


def two_weeks_ahead():
    """For points that are owed already, of which nobody was told a day."""
    return timezone.localdate() + timedelta(days=14)


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0004_let_officers_enter_editions"),
    ]

    operations = [
        migrations.AddField(
            model_name="juryseat",
            name="due_on",
            field=models.DateField(default=two_weeks_ahead),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="juryseat",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="juryseat",
            name="escalated_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
