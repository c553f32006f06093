import itertools
from datetime import UTC, datetime

from videoberatung.accounts.consents import PICTURE
from videoberatung.accounts.models import Picture, User
from videoberatung.accounts.portraits import Crop, Portrait, portrait_of
from videoberatung.accounts.services.pictures import show_picture
from videoberatung.base.tests.picture_files import photograph

NOON = datetime(2030, 1, 8, 12, tzinfo=UTC)
_numbers = itertools.count(1)


def make_person(**more: str) -> User:
    """Somebody with an account and without a practice."""
    known = {"title": "Dr.", "first_name": "Ada", "last_name": "Sommer"} | more
    email = known.pop("email", f"person-{next(_numbers)}@example.org")
    return User.objects.create_user(email, **known)


def a_portrait(colour: str = "teal") -> Portrait:
    return portrait_of(photograph(colour=colour), Crop())


def make_picture(person: User, *, portrait: Portrait | None = None) -> Picture:
    """Added with consent, as people do it."""
    portrait = portrait or a_portrait()
    return show_picture(person, portrait, shown=PICTURE.text_hash, now=NOON)
