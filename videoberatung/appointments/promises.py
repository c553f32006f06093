"""Whether what is promised about guests is kept right now."""

from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from videoberatung.appointments.access import participant_for, token_for
from videoberatung.appointments.models import Participant, SeriesParticipant
from videoberatung.appointments.own import own_participant
from videoberatung.privacy.findings import Finding, broken, kept
from videoberatung.privacy.promises import register_check

PROMISED = timedelta(hours=1)
# An invitation is queued with the planning; one that takes longer is forgotten.
QUEUED = timedelta(minutes=10)
MOST_LOOKED_AT = 200


def check_accounts_find_their_appointments(now: datetime) -> Finding:
    """Promise 11: what the newest invitations say, beside what the calendars show.

    Two queries, and one for each invitation that went to an account.
    """
    newest = Participant.objects.with_living_link().order_by("-invited_at")
    published = newest.filter(appointment__published_at__isnull=False, appointment__ends_at__gt=now)
    invited = {one: one.email.lower() for one in published[:MOST_LOOKED_AT]}
    proved = EmailAddress.objects.filter(verified=True).alias(address=Lower("email"))
    addresses = proved.filter(address__in=set(invited.values())).select_related("user")
    owners = {address.email.lower(): address.user for address in addresses}
    found = [
        own_participant(owners[address], one.id) is not None
        for one, address in invited.items()
        if address in owners
    ]
    if missing := found.count(False):
        return broken(
            _("invitations missing from the calendar of their account: %(count)d")
            % {"count": missing}
        )
    return kept(
        _("invitations of accounts looked at: %(count)d, missing from their calendars: 0")
        % {"count": len(found)}
    )


def check_guests_are_forgotten(now: datetime) -> Finding:
    """Promise 14, without the help of the declarations that the erasure works by."""
    ended = Participant.objects.of_ended(now - PROMISED)
    links = SeriesParticipant.objects.of_ended(now - PROMISED)
    left = ended.still_known().count() + links.count()
    if left:
        return broken(_("guests still known an hour after the end: %(count)d") % {"count": left})
    return kept(_("guests looked at: %(count)d, still known: 0") % {"count": ended.count()})


def check_links_let_in_until_the_end(now: datetime) -> Finding:
    """Promise 10: who was invited, and what the newest links say before and at their end."""
    living = Participant.objects.with_living_link().filter(
        appointment__published_at__isnull=False,
        appointment__cancelled_at=None,
        appointment__ends_at__gt=now,
    )
    if forgotten := living.filter(invited_at=None, created_at__lt=now - QUEUED).count():
        return broken(_("participants nobody has sent a link: %(count)d") % {"count": forgotten})
    looked_at = list(living.order_by("-invited_at")[:MOST_LOOKED_AT])
    tokens = {token_for(one) for one in looked_at}
    late = sum(one.appointment.door_state(one.appointment.ends_at) != "over" for one in looked_at)
    ids = {one.id for one in looked_at}
    strangers = sum(_named(token) not in ids for token in tokens)
    if wrong := late + strangers + len(looked_at) - len(tokens):
        return broken(
            _("links that are shared or let in after the end: %(count)d") % {"count": wrong}
        )
    return kept(
        _(
            "participants without a link: 0; links looked at: %(count)d, all different, none valid "
            "at the end"
        )
        % {"count": len(looked_at)}
    )


def _named(token: str) -> UUID | None:
    participant = participant_for(token)
    return participant.id if participant else None


register_check(10, check_links_let_in_until_the_end)
register_check(11, check_accounts_find_their_appointments)
register_check(14, check_guests_are_forgotten)
