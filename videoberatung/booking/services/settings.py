"""What a practice decides about its booking."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import structlog
from django.db import transaction
from django.utils.text import slugify

from videoberatung.accounts.models import User
from videoberatung.base.errors import RefusedError
from videoberatung.booking import refusals as refusals  # registers the sentences
from videoberatung.booking.models import BookableService, BookingPage
from videoberatung.practices.editions import check_edition, edition_of
from videoberatung.practices.models import Membership, Practice
from videoberatung.trail.services import record

log = structlog.get_logger()


@dataclass(frozen=True)
class PageSettings:
    """`changes_until_hours` None: clients move and cancel nothing by themselves."""

    is_open: bool
    slug: str
    may_be_found: bool
    changes_until_hours: int | None


@dataclass(frozen=True)
class ServicePlan:
    name: str
    words: str
    minutes: int
    minutes_before: int
    minutes_after: int
    notice_hours: int
    horizon_days: int
    most_per_day: int | None
    is_active: bool
    providers: Sequence[Membership]


def page_settings_of(practice: Practice) -> PageSettings:
    """What is saved; before that a proposal, closed."""
    page = BookingPage.objects.filter(practice=practice).first()
    if page is None:
        return PageSettings(False, _proposal(practice), False, 24)
    return PageSettings(page.is_open, page.slug, page.may_be_found, page.changes_until_hours)


def page_edition_of(practice: Practice) -> str:
    return edition_of(astuple(page_settings_of(practice)))


@transaction.atomic
def change_page(practice: Practice, settings: PageSettings, *, seen: str, by: User) -> None:
    """Raises RefusedError("slug_taken"), "changed_meanwhile" if somebody else was faster."""
    practice = Practice.objects.select_for_update().get(id=practice.id)
    before = page_settings_of(practice)
    if settings == before and BookingPage.objects.filter(practice=practice).exists():
        return
    check_edition(astuple(before), seen)
    if BookingPage.objects.filter(slug=settings.slug).exclude(practice=practice).exists():
        raise RefusedError("slug_taken")
    BookingPage.objects.update_or_create(
        practice=practice,
        defaults={
            "is_open": settings.is_open,
            "slug": settings.slug,
            "may_be_found": settings.may_be_found,
            "changes_until_hours": settings.changes_until_hours,
        },
    )
    record("booking.page_changed", practice=practice.id, actor=by.id, subject=practice.id)
    log.info("booking_page_changed", practice=str(practice.id))


@transaction.atomic
def save_service(
    practice: Practice, plan: ServicePlan, *, service: BookableService | None, by: User
) -> BookableService:
    """A new one, or a change of `service`. What is booked already stays as it is.

    Raises RefusedError("service_name_taken"), "nobody_offers_it".
    """
    practice = Practice.objects.select_for_update().get(id=practice.id)
    others = practice.bookable_services.filter(name=plan.name)
    if service is not None:
        others = others.exclude(id=service.id)
    if others.exists():
        raise RefusedError("service_name_taken")
    if plan.is_active and not plan.providers:
        raise RefusedError("nobody_offers_it")
    service = service or BookableService(practice=practice)
    for name, value in vars(plan).items():
        if name != "providers":
            setattr(service, name, value)
    service.save()
    service.providers.set(plan.providers)
    record("booking.service_saved", practice=practice.id, actor=by.id, subject=practice.id)
    log.info("bookable_service_saved", practice=str(practice.id))
    return service


def _proposal(practice: Practice) -> str:
    """From the name; another practice may have it, then they choose."""
    german = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
    return slugify(practice.name.lower().translate(german))[:40].strip("-")
