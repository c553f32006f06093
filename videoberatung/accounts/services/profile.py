from dataclasses import asdict, dataclass

from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.trail.services import record


@dataclass(frozen=True)
class Profile:
    """What a person says of themselves. Salutation and title may be empty."""

    salutation: str
    title: str
    first_name: str
    last_name: str
    language: str
    time_zone: str


@transaction.atomic
def change_profile(person: User, profile: Profile) -> None:
    """What was there before is overwritten and kept nowhere."""
    changed = [name for name, value in asdict(profile).items() if getattr(person, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(person, name, getattr(profile, name))
    person.save(update_fields=changed)
    record("profile.changed", practice=None, actor=person.id, subject=person.id)
