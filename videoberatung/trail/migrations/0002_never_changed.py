"""The trail cannot be rewritten, whoever asks.

SQLite drops a trigger when Django rebuilds its table: a later change of the model adds it
again (trail/tests/test_trail.py notices).
"""

from django.db import migrations

from videoberatung.trail.migrations._never_changed import add, remove


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
