from collections.abc import Collection
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy, gettext_noop

from videoberatung.accounts.letter_words import Words, register_words
from videoberatung.accounts.unconfirmed import register_unconfirmed
from videoberatung.mail.registry import register_mail
from videoberatung.practices import mails
from videoberatung.practices.forms.registration import BankStep, ContactStep, PracticeStep
from videoberatung.practices.models import Membership, TeamInvitation
from videoberatung.practices.services.invitations import INVITATION
from videoberatung.practices.services.registration import forget_registration
from videoberatung.practices.steps import Step, register_step
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

register_words(
    "practice_for_existing_account",
    Words(
        gettext_noop("You have an account: register your practice with it"),
        (
            gettext_noop(
                "Somebody, probably you, wanted to register a practice with this address."
            ),
            gettext_noop(
                "It has an account already, so nothing was stored. Sign in and register the "
                "practice there; you then skip the last details."
            ),
        ),
        gettext_noop("If this was not you, you need not do anything."),
        way=("practices:register", gettext_noop("Register a practice")),
    ),
)
register_unconfirmed(forget_registration)

register_step(Step("practice", gettext_lazy("Practice"), PracticeStep, position=10))
register_step(Step("contact", gettext_lazy("Contact person"), ContactStep, position=20))
register_step(Step("bank", gettext_lazy("Bank details"), BankStep, position=30))
