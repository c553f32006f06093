"""Whether the pages say who receives data and who answers for what (promises 23 and 27)."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from videoberatung.legal.pages import PAGES, PRIVACY
from videoberatung.legal.uses import sections
from videoberatung.legal.words import full_name
from videoberatung.privacy.findings import Finding, broken, kept
from videoberatung.privacy.inventory import declared
from videoberatung.privacy.operator import INSIDE


def check_all_recipients_are_listed(_now: datetime) -> Finding:
    """Promise 23: who gets data by declaration or by the settings stands in the list, and all of
    the list stands on the page."""
    recipients = settings.OPERATOR.recipients
    unlisted = _receiving() - {one.kind for one in recipients}
    if unlisted:
        return broken(
            _("kinds of recipients that are not in the list: %(kinds)s")
            % {"kinds": ", ".join(sorted(unlisted))}
        )
    names = {one.name for one in recipients if one.name}
    hidden = sum(escape(name) not in page for page in _in_each_language() for name in names)
    if hidden:
        return broken(_("recipients the privacy page does not name: %(count)d") % {"count": hidden})
    return kept(
        _("recipients listed and named on the privacy page: %(count)d, missing: 0")
        % {"count": len(recipients)}
    )


def check_it_is_said_who_answers(_now: datetime) -> Finding:
    """Promise 27: the page names the operator, and for each use who answers and by which law."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            if not all(_is_complete(page.body()) for page in PAGES):
                return broken(_("a page that the law wants does not name the operator"))
            page = PRIVACY.body()
            uses = [use for _section, uses in sections() for use in uses]
            unsaid = sum(
                not use.basis or escape(use.basis) not in page or escape(use.purpose) not in page
                for use in uses
            )
    if unsaid or len(uses) != len(declared()):
        return broken(
            _("uses of data without legal basis or purpose on the page: %(count)d")
            % {"count": max(unsaid, len(declared()) - len(uses))}
        )
    of_practices = sum(use.responsible == "practice" for use in uses)
    return kept(
        _(
            "uses of data on the privacy page: %(all)d, the operator answers for %(own)d, "
            "practices for %(theirs)d"
        )
        % {"all": len(uses), "own": len(uses) - of_practices, "theirs": of_practices}
    )


def _receiving() -> set[str]:
    """Kinds of recipients outside of the service that data goes to, whatever is listed."""
    declared_kinds = {kind for entry in declared() for kind in entry.receivers} - INSIDE
    relay = {"relay"} if settings.TURN_URLS else set()
    return declared_kinds | {"hosting", "mail"} | relay


def _in_each_language() -> Iterator[str]:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield PRIVACY.body()


def _is_complete(page: str) -> bool:
    operator = settings.OPERATOR
    told = (full_name(operator), operator.address[0])
    return all(escape(fact) in page for fact in told)
