"""The mail that invites somebody to a team: written when it leaves."""

from uuid import UUID

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from videoberatung.mail.outgoing import OutgoingMail
from videoberatung.practices.invitation_links import link_for
from videoberatung.practices.models import TeamInvitation


def team_invitation(invitation_id: UUID) -> OutgoingMail | None:
    """None once it was accepted, withdrawn or has expired."""
    invitation = TeamInvitation.objects.open(timezone.now()).filter(id=invitation_id).first()
    if invitation is None:
        return None
    practice = invitation.practice
    with translation.override(invitation.language), timezone.override(practice.zone):
        # Translators: a date without its year, in the notation of Django's date filter.
        until = date_format(timezone.localtime(invitation.expires_at), _("j F"))
        context = {
            "subject": _("Invitation to a team"),
            "practice": practice.name,
            "role": invitation.get_role_display(),
            "link": link_for(invitation),
            "until": until,
        }
        return OutgoingMail(
            to=invitation.email,
            subject=_("Invitation to a team"),
            text=render_to_string("practices/mails/invitation.txt", context),
            html=render_to_string("practices/mails/invitation.html", context),
            language=invitation.language,
        )
