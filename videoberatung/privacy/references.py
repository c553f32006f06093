"""Whether anything in the database still points to a row."""

from typing import cast

from django.db import models

from videoberatung.privacy.inventory import Model


def is_referred_to(row: models.Model) -> bool:
    """At most one query for each relation that leads to the row's table."""
    for relation in row._meta.related_objects:
        if relation.many_to_many:
            continue
        model = cast(Model, relation.related_model)
        if model._base_manager.filter(**{relation.field.name: row.pk}).exists():
            return True
    return False
