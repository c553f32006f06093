from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from videoberatung.accounts.models import User
from videoberatung.base.models import BaseModel
from videoberatung.practices.models.practice import Practice
from videoberatung.practices.roles import Role

_HOLDS_WHAT_ROLE_ALLOWS = (
    Q(role=Role.PROVIDER, holds_consultations=True)
    | Q(role__in=[Role.ADMINISTRATOR, Role.ORGANISER], holds_consultations=False)
    | Q(role=Role.OWNER)
)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        """Of people who belong to the practice now."""
        return self.filter(ended_at=None)

    def with_names(self) -> Self:
        """In the order of their names, with the person and the practice in the same query."""
        order = ("user__last_name", "user__first_name", "id")
        return self.select_related("user", "practice").order_by(*order)

    def changed_since(self, moment: datetime) -> Self:
        return self.filter(changed_at__gte=moment)

    def with_brand(self) -> Self:
        """With the person, and the practice with what its pages show of its logo: the id."""
        related = self.select_related("practice__logo", "user")
        return related.defer("practice__logo__content")

    def holding_consultations(self) -> Self:
        """Who can be the moderator of an appointment."""
        return self.current().filter(holds_consultations=True)


class Membership(BaseModel):
    """A person's place in a practice; whoever comes back gets a new one.

    One that ended stays while appointments of the past name it.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=14, choices=Role)
    holds_consultations = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    # When it began, or its role, or it ended: what the live rooms have to hear of.
    changed_at = models.DateTimeField(db_index=True, default=timezone.now)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "user"], condition=Q(ended_at=None), name="membership_once"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_known_role"),
            models.CheckConstraint(
                condition=_HOLDS_WHAT_ROLE_ALLOWS, name="membership_holds_what_role_allows"
            ),
        ]

    def __str__(self) -> str:
        return self.user.display_name


class TeamInvitationQuerySet(models.QuerySet["TeamInvitation"]):
    def open(self, now: datetime) -> Self:
        """With their practice; in the order in which people were invited."""
        return self.filter(expires_at__gt=now).select_related("practice").order_by("created_at")


class TeamInvitation(BaseModel):
    """A person asked by mail to join a practice. Gone when accepted, withdrawn or expired."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="team_invitations")
    email = models.EmailField()
    role = models.CharField(max_length=14, choices=Role)
    holds_consultations = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=User.Language, default=User.Language.GERMAN)
    # Part of what the link is made of (base/tokens.py).
    link_version = models.PositiveSmallIntegerField(default=1)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects = TeamInvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "email"], name="team_invitation_once"),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="team_invitation_known_role"
            ),
            models.CheckConstraint(
                condition=_HOLDS_WHAT_ROLE_ALLOWS, name="team_invitation_holds_what_role_allows"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
