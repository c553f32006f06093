from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class BackupsConfig(AppConfig):
    name = "videoberatung.backups"
    label = "backups"

    def ready(self) -> None:
        # The only moments at which tables change.
        pre_migrate.connect(_stop_listening, sender=self)
        post_migrate.connect(_listen, sender=self)


def _stop_listening(*, using: str, plan: list[Any], **_rest: Any) -> None:
    """A column that a trigger looks at could be neither changed nor dropped."""
    from videoberatung.backups.triggers import remove_triggers

    if plan:
        remove_triggers(connections[using])


def _listen(*, using: str, **_rest: Any) -> None:
    from videoberatung.backups.triggers import install_triggers

    install_triggers(connections[using])
