"""Accounts made before addresses were verified keep working: their practice gave them out."""

from django.db import migrations


def add_addresses(apps, _editor):
    user, address = apps.get_model("accounts", "User"), apps.get_model("account", "EmailAddress")
    without = user.objects.exclude(id__in=address.objects.values("user_id"))
    address.objects.bulk_create(
        address(user=one, email=one.email, verified=True, primary=True) for one in without
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sessions_letters_pictures"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(add_addresses, migrations.RunPython.noop)]
