from django.db import migrations, models
from django.db.models import F


def told_by_their_invitation(apps, _schema_editor):
    apps.get_model("appointments", "Participant").objects.update(told_at=F("invited_at"))


class Migration(migrations.Migration):
    dependencies = [("appointments", "0003_found_by_address")]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="told_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="participant",
            name="reminded_for",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(told_by_their_invitation, migrations.RunPython.noop),
    ]
