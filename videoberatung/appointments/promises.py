"""Whether what is promised about guests is kept right now."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from videoberatung.appointments.models import Participant
from videoberatung.appointments.own import own_participant
from videoberatung.privacy.findings import Finding, broken, kept
from videoberatung.privacy.promises import register_check

PROMISED = timedelta(hours=1)
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
    left = ended.still_known().count()
    if left:
        return broken(_("guests still known an hour after the end: %(count)d") % {"count": left})
    return kept(_("guests looked at: %(count)d, still known: 0") % {"count": ended.count()})


register_check(11, check_accounts_find_their_appointments)
register_check(14, check_guests_are_forgotten)
