from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("appointments", "0002_sequence")]

    operations = [
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(Lower("email"), name="participant_address"),
        ),
    ]
