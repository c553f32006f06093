"""What owners and administrators set for their practice."""

from dataclasses import asdict, dataclass, fields
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from videoberatung.accounts.models import User
from videoberatung.practices.announcements import announce_all_members
from videoberatung.practices.editions import check_edition, edition_of
from videoberatung.practices.models import Practice
from videoberatung.trail.services import record

log = structlog.get_logger()

# Presets that decide what members may.
RIGHTS = {"providers_plan_for_all", "providers_see_all_waiting", "requires_second_factor"}


@dataclass(frozen=True)
class Details:
    """What the practice is, where, and how it is reached. `phone` as it is shown (phones.py)."""

    name: str
    kind: str
    street: str
    postal_code: str
    city: str
    country: str
    phone: str
    email: str
    contact_name: str
    contact_email: str
    time_zone: str


@dataclass(frozen=True)
class Presets:
    """What is usual for its appointments, and what its members may. `reminders` in minutes."""

    usual_minutes: int
    reminders: list[int]
    most_people: int
    mails_answers: bool
    waiting_text: str
    requires_real_name: bool
    has_neutral_mails: bool
    invitation_words_de: str
    invitation_words_en: str
    retention_days: int
    providers_plan_for_all: bool
    providers_see_all_waiting: bool
    requires_second_factor: bool


@dataclass(frozen=True)
class Look:
    """`accent` as it was wished for, "#rrggbb"; empty: ours."""

    accent: str


Settings = Details | Presets | Look


def saved(practice: Practice, kind: type[Settings]) -> dict[str, Any]:
    """What is saved now, by the names of the fields."""
    return {field.name: getattr(practice, field.name) for field in fields(kind)}


def edition_saved(practice: Practice, kind: type[Settings]) -> str:
    """What a page filled with it carries (editions.py)."""
    return edition_of(saved(practice, kind).values())


def change_details(practice: Practice, details: Details, *, seen: str, by: User) -> None:
    """Raises RefusedError("changed_meanwhile") if other details than `seen` are saved by now."""
    _save(practice, details, action="practice.details_changed", seen=seen, by=by)


def change_presets(practice: Practice, presets: Presets, *, seen: str, by: User) -> None:
    """They count for what is planned from now on, the retention also for what is past.

    Raises RefusedError("changed_meanwhile") if other presets than `seen` are saved by now.
    """
    _save(practice, presets, action="practice.presets_changed", seen=seen, by=by)


def change_look(practice: Practice, look: Look, *, seen: str, by: User) -> None:
    """Raises RefusedError("changed_meanwhile") if another colour than `seen` is saved by now."""
    _save(practice, look, action="practice.colour_changed", seen=seen, by=by)


@transaction.atomic
def _save(practice: Practice, settings: Settings, *, action: str, seen: str, by: User) -> None:
    practice = Practice.objects.select_for_update().get(id=practice.id)
    before = saved(practice, type(settings))
    check_edition(before.values(), seen)
    changed = {name: value for name, value in asdict(settings).items() if value != before[name]}
    if not changed:
        return
    for name, value in changed.items():
        setattr(practice, name, value)
    practice.save(update_fields=list(changed))
    if RIGHTS & changed.keys():
        announce_all_members(practice, now=timezone.now())
    record(action, practice=practice.id, actor=by.id, subject=practice.id)
    log.info("practice_changed", practice=str(practice.id))
