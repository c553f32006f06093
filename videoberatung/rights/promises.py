"""Whether people can exercise their rights, and who has given notice is really gone.

The second is seen without the help of the erasure.
"""

from datetime import datetime, timedelta

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from videoberatung.accounts.erasing import NOBODYS_DOMAIN
from videoberatung.accounts.models import User
from videoberatung.privacy.findings import Finding, broken, kept
from videoberatung.privacy.holdings import held_about_people, held_about_practices
from videoberatung.privacy.promises import register_check
from videoberatung.rights.models import AccountEnding, PracticeClosing
from videoberatung.rights.ways import WAYS

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


def check_rights_have_a_way(_now: datetime) -> Finding:
    """Promise 24: each right has a page, and each personal table somebody who erases it."""
    without = [article for article, name in WAYS.items() if not _is_page(name)]
    forgotten = _count_not_erased()
    if without or forgotten:
        return broken(
            _(
                "articles without a page: %(articles)s; tables no end of an account reaches: "
                "%(count)d"
            )
            % {"articles": ", ".join(without) or "-", "count": forgotten}
        )
    return kept(
        _("rights with a page: %(count)d; tables no end of an account reaches: 0")
        % {"count": len(WAYS)}
    )


def _is_page(name: str) -> bool:
    try:
        return bool(name and reverse(name))
    except NoReverseMatch:
        return False


def _count_not_erased() -> int:
    """Tables that point to an account, and that nothing answers for when it ends."""
    answered = {model for one in held_about_people() for model in one.models}
    answered |= {model for one in held_about_practices() for model in one.models}
    pointing = {relation.related_model for relation in User._meta.related_objects}
    return len(pointing - answered)


register_check(8, check_notices_are_carried_out)
register_check(24, check_rights_have_a_way)
