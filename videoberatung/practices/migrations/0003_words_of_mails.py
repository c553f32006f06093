from django.db import migrations, models

_WORDS = models.CharField(blank=True, db_default="", max_length=600)


def neutral_for_counselling(apps, _schema_editor):
    practices = apps.get_model("practices", "Practice").objects
    practices.filter(kind="counselling").update(has_neutral_mails=True)


class Migration(migrations.Migration):
    dependencies = [("practices", "0002_team_presets_contract")]

    operations = [
        migrations.AddField(
            "practice", "has_neutral_mails", models.BooleanField(db_default=False, default=False)
        ),
        migrations.AddField("practice", "invitation_words_de", _WORDS),
        migrations.AddField("practice", "invitation_words_en", _WORDS.clone()),
        migrations.RunPython(neutral_for_counselling, migrations.RunPython.noop),
    ]
