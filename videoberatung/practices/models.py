from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from videoberatung.accounts.models import User
from videoberatung.base.models import BaseModel
from videoberatung.practices.roles import Role


class Practice(BaseModel):
    """Who offers consultations and answers for them: the owner of every other row."""

    class Kind(models.TextChoices):
        MEDICAL = "medical", _("Medical practice")
        THERAPY = "therapy", _("Psychotherapy")
        CARE = "care", _("Care service")
        COUNSELLING = "counselling", _("Counselling centre")
        OTHER = "other", _("Other")

    name = models.CharField(max_length=120)
    # Shown to clients when something does not work. May be empty.
    phone = models.CharField(max_length=40, blank=True)
    time_zone = models.CharField(max_length=64, default="Europe/Berlin")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.MEDICAL)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="practice_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """Where its appointments are planned."""
        return ZoneInfo(self.time_zone)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def with_names(self) -> Self:
        """In the order of their names, with the person and the practice in the same query."""
        order = ("user__last_name", "user__first_name", "id")
        return self.select_related("user", "practice").order_by(*order)

    def holding_consultations(self) -> Self:
        return self.filter(holds_consultations=True)


class Membership(BaseModel):
    """A person's place in a practice."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=14, choices=Role)
    holds_consultations = models.BooleanField(default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "user"], name="membership_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_known_role"),
            models.CheckConstraint(
                condition=Q(role=Role.PROVIDER, holds_consultations=True)
                | Q(role__in=[Role.ADMINISTRATOR, Role.ORGANISER], holds_consultations=False)
                | Q(role=Role.OWNER),
                name="membership_holds_what_role_allows",
            ),
        ]

    def __str__(self) -> str:
        return self.user.display_name
