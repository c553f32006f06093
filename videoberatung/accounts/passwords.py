"""What makes a password good enough, in our own words (the library's sound like orders)."""

from typing import Any

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 10
# More is refused before it is hashed: hashing costs the server time in proportion.
LONGEST = 128


class LongEnough:
    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < SHORTEST:
            raise ValidationError(
                _("Please choose at least %(count)d characters.") % {"count": SHORTEST},
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        return _("At least %(count)d characters.") % {"count": SHORTEST}


class NotCommon(CommonPasswordValidator):
    """Against the 20,000 that are tried first."""

    def validate(self, password: str, user: Any = None) -> None:
        try:
            super().validate(password, user)
        except ValidationError:
            raise ValidationError(
                _("Very many people use this password. Please choose another one."),
                code="password_too_common",
            ) from None

    def get_help_text(self) -> str:
        return _("None that many people use.")


class NotAboutThePerson(UserAttributeSimilarityValidator):
    def __init__(self) -> None:
        super().__init__(("first_name", "last_name", "display_name", "email"))

    def validate(self, password: str, user: Any = None) -> None:
        try:
            super().validate(password, user)
        except ValidationError:
            raise ValidationError(
                _("This password is too close to your name or address."),
                code="password_too_similar",
            ) from None

    def get_help_text(self) -> str:
        return _("Not your name or address.")
