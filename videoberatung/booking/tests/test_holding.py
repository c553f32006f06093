"""A time is kept for one person; two for one time: one gets it."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from videoberatung.appointments.tests.factories import make_appointment
from videoberatung.base.errors import RefusedError
from videoberatung.booking.availability import availability_of
from videoberatung.booking.limits import MOST_HOLDS
from videoberatung.booking.models import BookableService, Booking, Hold
from videoberatung.booking.services.booking import ask_to_confirm, confirm
from videoberatung.booking.services.holding import forget_old_holds, hold_slot, release
from videoberatung.booking.tests.factories import (
    BERND,
    ERIKA,
    MONDAY_10,
    WEDNESDAY_9,
    make_booking,
    make_hold,
    make_hours,
    make_open_booking,
    make_service,
)
from videoberatung.practices.tests.factories import make_member

HALF_AN_HOUR = timedelta(minutes=30)


def is_free(service: BookableService, starts_at=WEDNESDAY_9, now=MONDAY_10) -> bool:
    availability = availability_of(service, service.providers_now(), now=now)
    return any(slot.starts_at == starts_at for slot in availability.all_slots())


@pytest.mark.django_db
def test_what_is_held_is_free_for_nobody_else_until_its_time_is_over():
    service = make_service()
    hold = make_hold(service, minutes=15)
    assert not is_free(service)
    with pytest.raises(RefusedError, match="slot_taken"):
        make_hold(service)
    after = MONDAY_10 + timedelta(minutes=15)
    assert is_free(service, now=after)
    assert make_hold(service, now=after) != hold
    assert Hold.objects.count() == 1, "what is over is cleared away"


@pytest.mark.django_db
def test_holds_that_were_in_nobodys_way_are_forgotten_too():
    make_hold(make_service(), minutes=15)
    assert forget_old_holds(MONDAY_10 + timedelta(minutes=74)) == 0
    assert forget_old_holds(MONDAY_10 + timedelta(minutes=75)) == 1


@pytest.mark.django_db
def test_what_is_given_back_is_free_at_once():
    service = make_service()
    hold = make_hold(service)
    release(hold)
    release(hold)
    assert is_free(service)


@pytest.mark.django_db
def test_whoever_chooses_another_time_gives_the_first_one_back():
    service = make_service()
    first = make_hold(service)
    hold_slot(
        service,
        service.providers_now(),
        WEDNESDAY_9 + HALF_AN_HOUR,
        instead_of=first,
        until=MONDAY_10 + HALF_AN_HOUR,
        now=MONDAY_10,
    )
    assert is_free(service)
    assert Hold.objects.count() == 1


@pytest.mark.django_db
def test_the_time_of_an_appointment_planned_by_hand_cannot_be_held():
    service = make_service()
    make_appointment(service.providers_now()[0], starts_at=WEDNESDAY_9 - HALF_AN_HOUR, minutes=31)
    assert not is_free(service)
    with pytest.raises(RefusedError, match="slot_taken"):
        make_hold(service)
    make_hold(service, starts_at=WEDNESDAY_9 + HALF_AN_HOUR)


@pytest.mark.django_db
def test_a_cancelled_appointment_leaves_its_time_free():
    service = make_service()
    provider = service.providers_now()[0]
    make_appointment(provider, starts_at=WEDNESDAY_9, cancelled_at=MONDAY_10)
    assert is_free(service)


@pytest.mark.django_db
def test_the_buffers_of_what_was_booked_stay_free():
    service = make_service(minutes_after=30)
    make_booking(service)
    assert not is_free(service, WEDNESDAY_9 + HALF_AN_HOUR)
    assert is_free(service, WEDNESDAY_9 + 2 * HALF_AN_HOUR)


@pytest.mark.django_db
def test_of_two_providers_the_one_who_is_free_gets_it():
    busy = make_member(last_name="Ahorn")
    free = make_member(busy.practice, last_name="Birke")
    for one in (busy, free):
        make_hours(one)
    service = make_service(busy, free)
    make_appointment(busy, starts_at=WEDNESDAY_9)
    assert make_hold(service).provider == free
    with pytest.raises(RefusedError, match="slot_taken"):
        make_hold(service)


@pytest.mark.django_db
def test_a_program_cannot_hold_all_times_of_a_practice():
    service = make_service()
    for number in range(MOST_HOLDS):
        Hold.objects.create(
            practice=service.practice,
            service=service,
            provider=service.providers_now()[0],
            starts_at=MONDAY_10 + timedelta(days=20, minutes=number),
            ends_at=MONDAY_10 + timedelta(days=20, minutes=number + 1),
            expires_at=MONDAY_10 + HALF_AN_HOUR,
        )
    with pytest.raises(RefusedError, match="too_many_holds"):
        make_hold(service)
    make_hold(service, now=MONDAY_10 + HALF_AN_HOUR)


@pytest.mark.django_db
def test_the_database_knows_no_second_hold_of_the_same_start():
    hold = make_hold(make_service())
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(
            practice=hold.practice,
            service=hold.service,
            provider=hold.provider,
            starts_at=hold.starts_at,
            ends_at=hold.ends_at,
            expires_at=hold.expires_at,
        )


several_writers = pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="in memory; tests/journeys/test_booking.py has it on a real file",
)


@several_writers
@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_once_one_holds_the_time():
    service = make_service()
    refused = at_once(
        lambda: make_hold(service),
        lambda: make_hold(service, starts_at=WEDNESDAY_9 + timedelta(minutes=10)),
        lambda: make_hold(service),
    )
    assert refused == ["slot_taken"] * 2
    assert Hold.objects.count() == 1


@several_writers
@pytest.mark.django_db(transaction=True)
def test_a_link_pressed_twice_at_once_books_once():
    booking = make_open_booking()
    at_once(*[lambda: confirm(booking, by=None, now=MONDAY_10)] * 3)
    assert booking.practice.appointments.count() == 1


@several_writers
@pytest.mark.django_db(transaction=True)
def test_two_services_of_one_provider_never_overlap():
    provider = make_member()
    make_hours(provider)
    services = [make_service(provider, minutes=minutes) for minutes in (30, 45, 60)]
    refused = at_once(*[lambda one=one: _book(one) for one in services])
    assert refused == ["slot_taken"] * 2
    assert Booking.objects.filter(appointment__isnull=False).count() == 1


def _book(service: BookableService) -> None:
    visitor = ERIKA if service.minutes == 30 else BERND
    booking = ask_to_confirm(make_hold(service), visitor, earlier=None, now=MONDAY_10)
    confirm(booking, by=None, now=MONDAY_10)


def at_once(*steps: Callable[[], object]) -> list[str]:
    """Each in a thread of its own; the codes of what was refused."""
    together, refusals = threading.Barrier(len(steps)), []

    def run(step: Callable[[], object]) -> None:
        together.wait()
        try:
            step()
        except RefusedError as refusal:
            refusals.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals
