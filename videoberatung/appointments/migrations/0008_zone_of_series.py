from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("appointments", "0007_answers")]

    operations = [
        migrations.AddField(
            model_name="series",
            name="time_zone",
            field=models.CharField(default="Europe/Berlin", max_length=64),
            preserve_default=False,
        ),
    ]
