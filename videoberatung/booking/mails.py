"""What is told by mail: written when it leaves, from what is true then."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from videoberatung.booking.links import booking_link, waiting_link
from videoberatung.booking.models import Booking, Offer, WaitingEntry
from videoberatung.mail.outgoing import OutgoingMail
from videoberatung.practices.models import Practice


def confirm(booking_id: UUID) -> OutgoingMail | None:
    """To an address that anybody may have typed: nothing of what was typed stands in it."""
    booking = Booking.objects.with_surroundings().filter(id=booking_id).first()
    if booking is None or booking.is_confirmed or booking.confirm_until <= timezone.now():
        return None
    with as_read_by(booking.language, booking.practice):
        context = when_of(booking.starts_at, booking.ends_at) | {
            "practice": booking.practice,
            "moderator": booking.provider.user.display_name,
            "until": _clock(booking.confirm_until),
            "link": booking_link(booking),
        }
        return written("confirm", booking.email, _("Please confirm your appointment"), context)


def news(booking_id: UUID) -> OutgoingMail | None:
    """To who holds it: a client has booked, moved or cancelled. Names no client."""
    booking = Booking.objects.with_surroundings().filter(id=booking_id).first()
    if booking is None or booking.appointment is None or booking.provider.ended_at is not None:
        return None
    appointment = booking.appointment
    user = booking.provider.user
    if user.erased_at is not None or appointment.ends_at <= timezone.now():
        return None
    with as_read_by(user.language, booking.practice):
        when = when_of(appointment.starts_at, appointment.ends_at)
        is_off = appointment.cancelled_at is not None
        subject = (
            _("Cancelled online: %(day)s, %(start)s")
            if is_off
            else _("Booked online: %(day)s, %(start)s")
        )
        context = when | {
            "practice": booking.practice,
            "is_off": is_off,
            "link": settings.PUBLIC_URL + reverse("appointments:detail", args=[appointment.id]),
        }
        words = {"day": when["short_day"], "start": when["start"]}
        return written("news", user.email, subject % words, context)


def join(entry_id: UUID) -> OutgoingMail | None:
    """As `confirm`: to an address that anybody may have typed."""
    entry = WaitingEntry.objects.with_surroundings().filter(id=entry_id).first()
    if entry is None or entry.joined_at is not None or entry.expires_at <= timezone.now():
        return None
    with as_read_by(entry.language, entry.practice):
        context = {
            "practice": entry.practice,
            "service": entry.service.name,
            "until": _clock(entry.expires_at),
            "link": waiting_link(entry),
        }
        return written("join", entry.email, _("Please confirm: the waiting list"), context)


def offer(offer_id: UUID) -> OutgoingMail | None:
    """None once it is answered or over."""
    now = timezone.now()
    row = Offer.objects.open(now).with_surroundings().filter(id=offer_id).first()
    if row is None or row.hold is None:
        return None
    entry = row.entry
    with as_read_by(entry.language, entry.practice):
        context = when_of(row.starts_at, row.hold.ends_at) | {
            "name": entry.name,
            "practice": entry.practice,
            "moderator": row.provider.user.display_name,
            "until": _until(row.expires_at, now=now),
            "link": waiting_link(entry),
        }
        subject = _("A time has become free: %(day)s") % {"day": context["short_day"]}
        return written("offer", entry.email, subject, context)


def _until(moment: datetime, *, now: datetime) -> str:
    local, today = timezone.localtime(moment), timezone.localtime(now).date()
    if local.date() == today:
        return _("today, %(time)s") % {"time": local.strftime("%H:%M")}
    # Translators: weekday, date and time of day, in the notation of Django's date filter.
    return date_format(local, _("l, j F, H:i"))


def when_of(starts_at: datetime, ends_at: datetime) -> dict[str, str]:
    """In the current time zone and language."""
    local = timezone.localtime(starts_at)
    return {
        # Translators: weekday and date, in the notation of Django's date filter.
        "day": date_format(local, _("l, j F Y")),
        # Translators: a date without its year, in the notation of Django's date filter.
        "short_day": date_format(local, _("j F")),
        "start": _clock(starts_at),
        "end": _clock(ends_at),
    }


def written(template: str, to: str, subject: str, context: dict[str, Any]) -> OutgoingMail:
    """In the current language; with as little to be seen from outside as the practice wants."""
    practice: Practice = context["practice"]
    context |= {"subject": subject, "is_neutral": practice.has_neutral_mails}
    return OutgoingMail(
        to=to,
        sender_name="" if practice.has_neutral_mails else practice.name,
        subject=subject,
        text=render_to_string(f"booking/mails/{template}.txt", context),
        html=render_to_string(f"booking/mails/{template}.html", context),
        language=translation.get_language() or "de",
    )


@contextmanager
def as_read_by(language: str, practice: Practice) -> Iterator[None]:
    """In a language, and by the clock of a practice."""
    with translation.override(language or "de"), timezone.override(practice.zone):
        yield


def _clock(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%H:%M")
