"""Whether clients come in without an account and providers with one (promise 6)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext as _

from videoberatung.practices.models import Practice
from videoberatung.privacy.findings import Finding, broken, kept

CLIENTS = frozenset({"rooms:link", "rooms:door", "rooms:door-ticket"})
PORTAL = "portal/"
# Who registers has no account yet; the script's address answers by itself, and not with a page.
OPEN_IN_PORTAL = frozenset({"practices:register", "rooms:lobby-ticket"})


def check_ways_in(_now: datetime) -> Finding:
    """Promise 6."""
    guard = LoginRequiredMiddleware(lambda _request: HttpResponse())
    is_on = f"{type(guard).__module__}.{type(guard).__name__}" in settings.MIDDLEWARE
    views = list(_views(get_resolver(), "", ""))
    closed = sum(name in CLIENTS and _asks(guard, view) for name, _path, view in views)
    of_providers = [
        view for name, path, view in views if path.startswith(PORTAL) and name not in OPEN_IN_PORTAL
    ]
    unguarded = sum(not (is_on and _asks(guard, view)) for view in of_providers)
    if closed or unguarded:
        figures = {"closed": closed, "unguarded": unguarded}
        return broken(
            _(
                "pages of clients that ask for an account: %(closed)d, pages of providers that do "
                "not: %(unguarded)d"
            )
            % figures
        )
    if without := Practice.objects.without_agreement().count():
        return broken(_("practices that never agreed to the terms: %(count)d") % {"count": without})
    return kept(
        _(
            "pages of clients without an account: %(open)d, pages of providers that ask for one: "
            "%(guarded)d, practices without an agreement: 0"
        )
        % {"open": len(CLIENTS), "guarded": len(of_providers)}
    )


def _asks(guard: LoginRequiredMiddleware, view: Any) -> bool:
    request = RequestFactory().get("/", headers={"host": settings.ALLOWED_HOSTS[0]})
    request.user = AnonymousUser()
    return guard.process_view(request, view, (), {}) is not None


def _views(resolver: URLResolver, path: str, namespace: str) -> Iterator[tuple[str, str, Any]]:
    """Name, route and view of every address."""
    for entry in resolver.url_patterns:
        route = f"{path}{entry.pattern}"
        if isinstance(entry, URLResolver):
            inner = f"{entry.namespace}:" if entry.namespace else namespace
            yield from _views(entry, route, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", route, entry.callback
