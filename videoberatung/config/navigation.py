"""The one place that knows which pages lead where."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from videoberatung.booking.own import pages_known_to
from videoberatung.booking.reach import sees_waiting_list
from videoberatung.practices.brand import brand_of
from videoberatung.practices.documents import not_accepted
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import Action, may


@dataclass(frozen=True)
class Page:
    """`is_for`: which members see it; whoever belongs to no practice sees `for_all` alone."""

    label: Promise
    url_name: str
    icon: str = ""
    for_all: bool = False
    is_for: Callable[[Membership], bool] = lambda _member: True
    # Shown as tabs; the section leads to the first of them that the person may see.
    pages: tuple["Page", ...] = field(default=())

    @property
    def url(self) -> str:
        return reverse(self.url_name)


def _leads(member: Membership) -> bool:
    return may(member, Action.LEAD_TEAM)


def _reads_trail(member: Membership) -> bool:
    return may(member, Action.READ_TRAIL)


def _answers_for_it(member: Membership) -> bool:
    return may(member, Action.CHANGE_CONTRACT)


def _takes_bookings(member: Membership) -> bool:
    """One query in a request."""
    page = getattr(member.practice, "booking_page", None)
    return page is not None and page.is_open


def _is_booked(member: Membership) -> bool:
    return member.holds_consultations and _takes_bookings(member)


def _sees_waiting_list(member: Membership) -> bool:
    return _takes_bookings(member) and sees_waiting_list(member)


def _has_pages_of_practice(member: Membership) -> bool:
    return _leads(member) or _answers_for_it(member) or _reads_trail(member)


SECTIONS = (
    Page(_("Today"), "appointments:today", "house"),
    Page(
        _("Appointments"),
        "appointments:upcoming",
        "calendar",
        pages=(
            Page(_("Calendar"), "appointments:upcoming"),
            Page(_("Waiting list"), "booking:waiting-list", is_for=_sees_waiting_list),
        ),
    ),
    Page(
        _("Practice"),
        "practices:details",
        "sliders",
        is_for=_has_pages_of_practice,
        pages=(
            Page(_("Details"), "practices:details", is_for=_leads),
            Page(_("Look"), "practices:look", is_for=_leads),
            Page(_("Presets"), "practices:presets", is_for=_leads),
            Page(_("Opening hours"), "practices:hours", is_for=_leads),
            Page(_("Online booking"), "booking:settings", is_for=_leads),
            Page(_("Team"), "practices:team", is_for=_leads),
            Page(_("Contract"), "practices:contract", is_for=_answers_for_it),
            Page(_("Trail"), "practices:trail", is_for=_reads_trail),
            Page(_("Close the practice"), "rights:close", is_for=_answers_for_it),
        ),
    ),
    # Members have it on the page of today, once somebody has invited them.
    Page(
        _("My appointments"),
        "appointments:mine",
        "calendar",
        for_all=True,
        is_for=lambda _member: False,
    ),
    Page(
        _("My account"),
        "account_profile",
        "person",
        for_all=True,
        pages=(
            Page(_("Profile"), "account_profile", for_all=True),
            Page(_("My role"), "practices:own-role"),
            Page(_("Booking hours"), "booking:own-hours", is_for=_is_booked),
            Page(_("Sign-in and security"), "mfa_index", for_all=True),
            Page(_("My data"), "rights:data", for_all=True),
            Page(_("End the account"), "rights:end", for_all=True),
        ),
    ),
)

# Who runs the service belongs to no practice and sees no appointment.
OPERATORS = (
    Page(_("Promises"), "backoffice:promises", "shield"),
    Page(_("Visits"), "backoffice:visits", "signal"),
    Page(_("Addresses"), "backoffice:addresses", "hand"),
    Page(_("Requests"), "backoffice:requests", "mail"),
    Page(_("Practices"), "backoffice:practices", "people"),
    *(section for section in SECTIONS if section.url_name == "account_profile"),
)


@dataclass(frozen=True)
class FirstStep:
    """What somebody does who has just registered a practice, and why."""

    page: Page
    why: Promise


FIRST_STEPS = (
    FirstStep(
        Page(_("Secure your account"), "mfa_index", "shield"),
        _("A passkey or a second factor keeps others out, even if they know your password."),
    ),
    FirstStep(
        Page(_("Look at the presets"), "practices:presets", "sliders"),
        _(
            "How long an appointment lasts, when clients are reminded, what they read while they "
            "wait."
        ),
    ),
    FirstStep(
        Page(_("Plan the first appointment"), "appointments:plan", "calendar-plus"),
        _("Your client gets the link by e-mail. Try it with an address of your own."),
    ),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the sections of the portal and the tabs of the current one.

    Empty for who is not signed in.
    """
    context: dict[str, Any] = {"is_sample": settings.SAMPLE}
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return context
    membership = getattr(request, "membership", None)
    is_operator = request.user.is_staff and membership is None
    sections = list(OPERATORS) if is_operator else _seen_by(membership, SECTIONS)
    current = _current(request.path, sections)
    tabs = _seen_by(membership, current.pages) if current else []
    return context | {
        "brand": brand_of(membership.practice) if membership else None,
        "first_steps": FIRST_STEPS,
        "bookable": SimpleLazyObject(partial(pages_known_to, request.user)),
        "has_new_versions": SimpleLazyObject(partial(_has_new_versions, membership)),
        "navigation": [
            {
                "url": (_seen_by(membership, section.pages) or [section])[0].url,
                "label": section.label,
                "icon": section.icon,
                "current": section is current,
            }
            for section in sections
        ],
        "tabs": [
            {"url": tab.url, "label": tab.label, "current": tab is _current(request.path, tabs)}
            for tab in tabs
        ],
    }


def _has_new_versions(member: Membership | None) -> bool:
    """Whether this owner is asked to agree to a text anew; one query, on pages that ask."""
    if member is None or not may(member, Action.CHANGE_CONTRACT):
        return False
    return bool(not_accepted(member.practice.acceptances.all()))


def _seen_by(membership: Membership | None, pages: tuple[Page, ...]) -> list[Page]:
    if membership is None:
        return [page for page in pages if page.for_all]
    return [page for page in pages if page.is_for(membership)]


def _current(path: str, pages: list[Page]) -> Page | None:
    """The page whose address, or that of one of its tabs, is the longest beginning of `path`."""
    fitting = [
        (len(one.url), page)
        for page in pages
        for one in (page, *page.pages)
        if path == one.url or (one.url_name != "appointments:today" and path.startswith(one.url))
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None
