"""Checks of promises that this app can make by itself."""

from datetime import datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from videoberatung.base.session_mark import HEADER, SessionMarkMiddleware
from videoberatung.privacy.access_log_checks import (
    check_addresses_are_shortened,
    check_facts_of_a_visit,
    check_visits_are_nobodys,
)
from videoberatung.privacy.elsewhere_checks import check_nobody_else_is_contacted
from videoberatung.privacy.erasure import count_overdue
from videoberatung.privacy.findings import Finding, broken, kept, not_checkable
from videoberatung.privacy.inventory import Model, declared, is_decided
from videoberatung.privacy.promises import register_check

# The job runs every five minutes; one missed run is no broken promise.
GRACE = timedelta(minutes=10)
ONLY_COOKIE = "APPSESSION"
OWN_PACKAGE = "videoberatung."
_MAY_BE_PERSONAL = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.FileField,
    models.GenericIPAddressField,
)


def check_the_one_cookie(_now: datetime) -> Finding:
    """Promise 4, as far as it rests on settings; the journeys see the browser's side."""
    is_short = settings.SESSION_EXPIRE_AT_BROWSER_CLOSE and settings.SESSION_COOKIE_HTTPONLY
    is_only = settings.CSRF_USE_SESSIONS and settings.SESSION_COOKIE_NAME == ONLY_COOKIE
    if is_short and is_only:
        return kept(_("cookies set by pages: %(name)s") % {"name": ONLY_COOKIE})
    return broken(_("the settings allow other cookies or longer ones"))


def check_stale_windows(_now: datetime) -> Finding:
    """Promise 25: tries out, in the chain of this process, what an earlier window would send."""
    request = HttpRequest()
    request.method, request.user = "POST", AnonymousUser()
    request.META[f"HTTP_{HEADER.upper().replace('-', '_')}"] = "earlier"
    guard = SessionMarkMiddleware(lambda _request: HttpResponse())
    answer = guard.process_view(request, None, None, None)
    if _name_of(guard) in settings.MIDDLEWARE and answer is not None:
        return kept(_("what a window of an earlier session sends is refused"))
    return broken(_("what a window of an earlier session sends is not refused"))


def _name_of(middleware: object) -> str:
    return f"{type(middleware).__module__}.{type(middleware).__name__}"


def check_the_inventory(now: datetime) -> Finding:
    """Promise 26: every field is declared, and what is declared went in time."""
    undecided = undecided_fields()
    if undecided:
        return broken(_("fields without a declaration: %(count)d") % {"count": len(undecided)})
    overdue = sum(count_overdue(model, now - GRACE) for model in _declared_models())
    if overdue:
        return broken(_("rows past due: %(count)d") % {"count": overdue})
    count = sum(len(entry.fields) for entry in declared())
    return kept(
        ngettext(
            "%(count)d field declared, rows past due: 0",
            "%(count)d fields declared, rows past due: 0",
            count,
        )
        % {"count": count}
    )


def check_moderators_duty(_now: datetime) -> Finding:
    """Promise 19."""
    return not_checkable(_("whom a moderator invites and what somebody shows is theirs to decide"))


def check_saving_documents(_now: datetime) -> Finding:
    """Promise 20."""
    return not_checkable(_("what a browser saves happens on the provider's own computer"))


def undecided_fields() -> list[str]:
    """Fields of our models that may hold something personal and were never declared."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in _own_models()
        for field in model._meta.get_fields()
        if isinstance(field, _MAY_BE_PERSONAL) and not is_decided(model, field.name)
    ]


def _own_models() -> list[Model]:
    return [model for model in apps.get_models() if model.__module__.startswith(OWN_PACKAGE)]


def _declared_models() -> set[Model]:
    return {entry.model for entry in declared()}


def register_checks() -> None:
    register_check(1, check_facts_of_a_visit)
    register_check(2, check_addresses_are_shortened)
    register_check(3, check_visits_are_nobodys)
    register_check(4, check_the_one_cookie)
    register_check(5, check_nobody_else_is_contacted)
    register_check(19, check_moderators_duty)
    register_check(20, check_saving_documents)
    register_check(25, check_stale_windows)
    register_check(26, check_the_inventory)
