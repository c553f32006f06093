"""Addresses for calendar programs: the page where they are made, and what they answer."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from videoberatung.accounts.models import User
from videoberatung.appointments.feed_files import feed_file
from videoberatung.appointments.feeds import (
    address_of,
    changed_at,
    entries_of,
    feed_for,
    fingerprint_of,
)
from videoberatung.appointments.forms.feed import OWN, PRACTICE, FeedForm, feed_form
from videoberatung.appointments.models import CalendarFeed
from videoberatung.appointments.services import feeding
from videoberatung.base.rate_limits import WINDOW_SECONDS, is_too_often
from videoberatung.practices.models import Membership

# Several programs of one household, each every few minutes.
MOST_PER_MINUTE = 20


@dataclass(frozen=True)
class Source:
    """One set of appointments; `feed` None and `address` empty: nobody reads along."""

    name: str
    form: FeedForm
    feed: CalendarFeed | None
    address: str


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    member = _member(request)
    sources = [_source(request, PRACTICE, member)] if member else []
    sources.append(_source(request, OWN, None))
    return render(request, "appointments/feeds.html", {"sources": sources})


@require_POST
def open_feed(request: HttpRequest) -> HttpResponse:
    form = FeedForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    member = _member(request) if form.cleaned_data["source"] == PRACTICE else None
    if member is None and form.cleaned_data["source"] == PRACTICE:
        raise BadRequest
    feeding.open_feed(_user(request), member, shows_titles=form.shows_titles, now=now())
    messages.success(request, _("Saved. Enter the address below into your calendar program."))
    return redirect("appointments:feeds")


@require_POST
def renew_feed(request: HttpRequest, feed_id: UUID) -> HttpResponse:
    feed = get_object_or_404(_user(request).calendar_feeds, id=feed_id)
    feeding.renew_feed(feed, now=now())
    messages.success(request, _("There is a new address. The old one shows nothing any more."))
    return redirect("appointments:feeds")


@require_POST
def close_feed(request: HttpRequest, feed_id: UUID) -> HttpResponse:
    feeding.close_feed(get_object_or_404(_user(request).calendar_feeds, id=feed_id))
    messages.success(request, _("The address shows nothing any more."))
    return redirect("appointments:feeds")


@login_not_required  # the address is the key; programs cannot sign in
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """No page and no session: programs read it."""
    if is_too_often(request, "calendar-feed", per_minute=MOST_PER_MINUTE):
        return HttpResponse(status=429, headers={"Retry-After": str(WINDOW_SECONDS)})
    found = feed_for(token)
    if found is None:
        return HttpResponseNotFound(content_type="text/plain")
    with translation.override(found.user.language):
        return _answer(request, found)


def _answer(request: HttpRequest, found: CalendarFeed) -> HttpResponseBase:
    moment = now()
    entries = entries_of(found, now=moment)
    etag, changed = f'"{fingerprint_of(entries)}"', changed_at(found, now=moment)
    unchanged = get_conditional_response(request, etag, int(changed.timestamp()))
    if unchanged is not None:
        return unchanged
    member = found.membership
    name = member.practice.name if member else _("My appointments")
    zone = member.practice.time_zone if member else found.user.time_zone
    return HttpResponse(
        feed_file(entries, name=name, time_zone=zone, now=moment),
        content_type="text/calendar; charset=utf-8",
        headers={
            "ETag": etag,
            "Last-Modified": http_date(changed.timestamp()),
            "Cache-Control": "private, no-cache",
        },
    )


def _source(request: HttpRequest, kind: str, member: Membership | None) -> Source:
    found = _user(request).calendar_feeds.of_source(member).first()
    return Source(
        name=member.practice.name if member else "",
        form=feed_form(kind, shows_titles=bool(found and found.shows_titles)),
        feed=found,
        address=address_of(found) if found else "",
    )


def _member(request: HttpRequest) -> Membership | None:
    return getattr(request, "membership", None)


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)  # everybody here is signed in
