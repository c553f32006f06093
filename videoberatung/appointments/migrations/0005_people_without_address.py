from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Asks for less than the previous release keeps to, so both can run at once."""

    dependencies = [("appointments", "0004_reminders")]

    operations = [
        migrations.RemoveConstraint("participant", "participant_erased_has_no_link"),
        migrations.AddConstraint(
            "participant",
            models.CheckConstraint(
                condition=Q(link_version=None) | ~Q(name="", email=""),
                name="participant_nobody_has_no_link",
            ),
        ),
        migrations.AddField(
            "participant",
            "code_digest",
            models.UUIDField(blank=True, editable=False, null=True, unique=True),
        ),
    ]
