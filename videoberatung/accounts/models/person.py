from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from videoberatung.base.models import BaseModel


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **more: Any) -> "User":
        """A person who signs in with this address, which counts as verified.

        `password` None: they cannot sign in by password until one is set.
        """
        user = self.model(email=email.lower(), **more)
        user.set_password(password)
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def unconfirmed(self, *, created_before: datetime) -> models.QuerySet["User"]:
        """Accounts that wait for their address to be confirmed; erased ones have no address."""
        waiting = self.filter(created_at__lte=created_before, emailaddress__verified=False)
        return waiting.exclude(emailaddress__verified=True).distinct()

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(BaseModel, AbstractBaseUser):
    """A person who signs in. What they may do stands in their memberships (practices)."""

    class Salutation(models.TextChoices):
        NONE = "", _("not specified")
        MS = "ms", _("Ms")
        MR = "mr", _("Mr")
        DIVERSE = "diverse", _("diverse")

    class Language(models.TextChoices):
        GERMAN = "de", "Deutsch"
        ENGLISH = "en", "English"

    email = models.EmailField(unique=True)
    salutation = models.CharField(max_length=8, choices=Salutation, blank=True)
    title = models.CharField(max_length=40, blank=True)
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.GERMAN)
    # Of pages that belong to no practice; a practice's pages show the practice's time.
    time_zone = models.CharField(max_length=64, default="Europe/Berlin")
    # Runs the service (backoffice); set by the command line alone.
    is_staff = models.BooleanField(default=False)
    # Set: the account is gone, and what is left of the person is this row without a name.
    erased_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                # Capital letters would let one address have two accounts.
                condition=models.Q(email=Lower("email")),
                name="user_email_is_lower_case",
            )
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """ "Dr. Maren Linde"; the address while no name is known; of who is gone no name."""
        if self.erased_at is not None:
            return gettext("former member")
        parts = (self.title, self.first_name, self.last_name)
        return " ".join(part for part in parts if part) or self.email

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def get_full_name(self) -> str:
        return self.display_name
