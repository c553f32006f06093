from collections.abc import Collection
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_noop

from videoberatung.trail.words import register_actions, register_kind


def _settings(practice: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    return {one: reverse("practices:details") for one in ids if one == practice}


register_actions(
    {
        "practice.details_changed": gettext_noop("Details of the practice changed"),
        "practice.presets_changed": gettext_noop("Presets changed"),
        "practice.registered": gettext_noop("Practice registered"),
        "practice.bank_changed": gettext_noop("Bank details changed"),
        "practice.agreed": gettext_noop("Agreement given"),
    }
)
register_kind("practice", gettext_noop("Practice"), _settings)
