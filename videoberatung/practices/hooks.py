from collections.abc import Collection
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_noop

from videoberatung.mail.registry import register_mail
from videoberatung.practices import mails
from videoberatung.practices.models import Membership, TeamInvitation
from videoberatung.practices.services.invitations import INVITATION
from videoberatung.trail.words import register_actions, register_kind

register_mail(INVITATION, mails.team_invitation)


def _settings(practice: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    return {one: reverse("practices:details") for one in ids if one == practice}


def _members(practice: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    found = Membership.objects.current().filter(practice=practice, id__in=ids)
    return dict.fromkeys(found.values_list("id", flat=True), reverse("practices:team"))


def _invitations(practice: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    found = TeamInvitation.objects.filter(practice=practice, id__in=ids)
    return dict.fromkeys(found.values_list("id", flat=True), reverse("practices:team"))


register_actions(
    {
        "practice.details_changed": gettext_noop("Details of the practice changed"),
        "practice.colour_changed": gettext_noop("Colour of the practice changed"),
        "practice.logo_changed": gettext_noop("Logo changed"),
        "practice.logo_removed": gettext_noop("Logo removed"),
        "practice.hours_changed": gettext_noop("Opening hours changed"),
        "practice.presets_changed": gettext_noop("Presets changed"),
        "practice.registered": gettext_noop("Practice registered"),
        "practice.bank_changed": gettext_noop("Bank details changed"),
        "practice.agreed": gettext_noop("Agreement given"),
        "member.invited": gettext_noop("Somebody invited to the team"),
        "invitation.withdrawn": gettext_noop("Invitation to the team withdrawn"),
        "member.joined": gettext_noop("Member joined the team"),
        "member.changed": gettext_noop("Role of a member changed"),
        "member.removed": gettext_noop("Member removed from the team"),
        "member.left": gettext_noop("Member left the team"),
    }
)
register_kind("practice", gettext_noop("Practice"), _settings)
register_kind("member", gettext_noop("Team"), _members)
register_kind("invitation", gettext_noop("Team"), _invitations)
