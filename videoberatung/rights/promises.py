"""Whether who has given notice is really gone, seen without the help of the erasure."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from videoberatung.accounts.erasing import NOBODYS_DOMAIN
from videoberatung.accounts.models import User
from videoberatung.privacy.findings import Finding, broken, kept
from videoberatung.privacy.promises import register_check
from videoberatung.rights.models import AccountEnding, PracticeClosing

# The job runs every five minutes.
LATE = timedelta(minutes=30)


def check_notices_are_carried_out(now: datetime) -> Finding:
    """Promise 8: notice starts the deletion, and the deletion leaves nobody known."""
    overdue = (
        AccountEnding.objects.filter(ends_at__lte=now - LATE).count()
        + PracticeClosing.objects.filter(closed_at=None, ends_at__lte=now - LATE).count()
    )
    gone = User.objects.filter(erased_at__isnull=False)
    nameless = gone.filter(
        email__endswith=f"@{NOBODYS_DOMAIN}",
        title="",
        first_name="",
        last_name="",
        emailaddress=None,
        picture=None,
        authenticator=None,
        browser_sessions=None,
    )
    known = gone.count() - nameless.distinct().count()
    figures = {"overdue": overdue, "known": known, "gone": gone.count()}
    if overdue or known:
        return broken(
            _("past their day and not erased: %(overdue)d, erased and still known: %(known)d")
            % figures
        )
    return kept(
        _("past their day and not erased: 0, erased accounts looked at: %(gone)d") % figures
    )


register_check(8, check_notices_are_carried_out)
