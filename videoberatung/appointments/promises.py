"""Whether what is promised about guests is kept right now."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from videoberatung.appointments.models import Participant
from videoberatung.privacy.findings import Finding, broken, kept
from videoberatung.privacy.promises import register_check

PROMISED = timedelta(hours=1)


def check_guests_are_forgotten(now: datetime) -> Finding:
    """Promise 14, without the help of the declarations that the erasure works by."""
    ended = Participant.objects.of_ended(now - PROMISED)
    left = ended.still_known().count()
    if left:
        return broken(_("guests still known an hour after the end: %(count)d") % {"count": left})
    return kept(_("guests looked at: %(count)d, still known: 0") % {"count": ended.count()})


register_check(14, check_guests_are_forgotten)
