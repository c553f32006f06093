"""Who waits gets a time that is free: in fair order, one after the other, nothing twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail

from videoberatung.appointments.services import cancel_appointment
from videoberatung.appointments.tests.factories import make_appointment
from videoberatung.base.errors import RefusedError
from videoberatung.booking.erasing import forget_who_waits
from videoberatung.booking.limits import CONFIRM_TIME, MOST_WAITING_ENTRIES, WAITING_TIME
from videoberatung.booking.models import BookableService, Hold, Offer, WaitingEntry
from videoberatung.booking.services.offering import accept, decline, offer_what_is_free
from videoberatung.booking.services.waiting import Wanted, ask_to_join, join, leave
from videoberatung.booking.tests.factories import (
    BERND,
    ERIKA,
    MONDAY_10,
    WEDNESDAY_9,
    make_booking,
    make_entry,
    make_hours,
    make_service,
)
from videoberatung.booking.tests.test_holding import is_free
from videoberatung.booking.wishes import PartOfDay, Wish
from videoberatung.jobs.periodic import registered
from videoberatung.mail.sending import send_due_mail
from videoberatung.practices.tests.factories import make_member
from videoberatung.privacy.erasure import erase_expired
from videoberatung.privacy.holdings import Subject
from videoberatung.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

HALF_AN_HOUR, HOUR = timedelta(minutes=30), timedelta(hours=1)
ANY = Wanted(Wish(), None)


@pytest.fixture
def full() -> BookableService:
    """One time a week, and it is booked."""
    provider = make_member()
    make_hours(provider, weekdays=[2])
    service = make_service(provider, minutes=180, horizon_days=3)
    make_booking(service, visitor=BERND)
    return service


def offered() -> list[WaitingEntry]:
    return [offer.entry for offer in Offer.objects.open(MONDAY_10).order_by("created_at")]


def free_again(service: BookableService) -> None:
    cancel_appointment(service.practice.appointments.get(), by=None, now=MONDAY_10)


def test_while_nothing_is_free_nothing_is_offered(full: BookableService):
    make_entry(full)
    assert offer_what_is_free(MONDAY_10) == 0


def test_what_gets_free_is_offered_to_who_waits_longest(
    full: BookableService, django_capture_on_commit_callbacks
):
    second = make_entry(full, joined_at=MONDAY_10 - HOUR)
    first = make_entry(full, joined_at=MONDAY_10 - 2 * HOUR)
    with django_capture_on_commit_callbacks(execute=True):
        free_again(full)
    assert offered() == [first], "at once, by the word of the cancellation"
    assert not is_free(full), "nobody else can take it meanwhile"
    assert offer_what_is_free(MONDAY_10) == 0
    mail.outbox.clear()
    while send_due_mail(MONDAY_10):
        pass
    told = [one.to[0] for one in mail.outbox if "frei geworden" in one.subject]
    assert told == [first.email]
    assert second.offers.count() == 0


def test_the_next_one_hears_of_it_when_the_hour_is_over_and_nobody_twice(full: BookableService):
    first, second = make_entry(full, joined_at=MONDAY_10 - HOUR), make_entry(full)
    free_again(full)
    times = [MONDAY_10 + number * HOUR for number in range(3)]
    assert [offer_what_is_free(now) for now in times] == [1, 1, 0]
    assert list(Offer.objects.order_by("expires_at").values_list("entry", flat=True)) == [
        first.id,
        second.id,
    ]
    assert is_free(full, now=times[2]), "nobody of the list wanted it: it is everybody's"


def test_saying_no_passes_it_on_at_once(full: BookableService, django_capture_on_commit_callbacks):
    first, second = make_entry(full, joined_at=MONDAY_10 - HOUR), make_entry(full)
    free_again(full)
    offer_what_is_free(MONDAY_10)
    with django_capture_on_commit_callbacks(execute=True):
        decline(first, now=MONDAY_10)
    assert offered() == [second]
    assert WaitingEntry.objects.filter(id=first.id).exists(), "who says no stays on the list"
    with pytest.raises(RefusedError, match="offer_over"):
        decline(first, now=MONDAY_10)


def test_saying_yes_makes_an_appointment_and_ends_the_waiting(full: BookableService):
    entry = make_entry(full)
    free_again(full)
    offer_what_is_free(MONDAY_10)
    booking = accept(entry, now=MONDAY_10)
    booking.refresh_from_db()
    [participant] = booking.appointment.participants.all()
    assert (participant.name, participant.email) == (entry.name, entry.email)
    assert booking.appointment.starts_at == WEDNESDAY_9
    assert not WaitingEntry.objects.exists()
    assert not Offer.objects.exists()
    assert Hold.objects.count() == 0


def test_too_late_is_too_late(full: BookableService):
    entry = make_entry(full)
    free_again(full)
    offer_what_is_free(MONDAY_10)
    with pytest.raises(RefusedError, match="offer_over"):
        accept(entry, now=MONDAY_10 + HOUR)
    assert WaitingEntry.objects.filter(id=entry.id).exists()


def test_what_the_practice_has_planned_there_meanwhile_comes_first(full: BookableService):
    entry = make_entry(full)
    free_again(full)
    offer_what_is_free(MONDAY_10)
    make_appointment(full.providers_now()[0], starts_at=WEDNESDAY_9)
    with pytest.raises(RefusedError, match="slot_taken"):
        accept(entry, now=MONDAY_10)
    assert WaitingEntry.objects.filter(id=entry.id).exists()


@pytest.mark.parametrize(
    "wish",
    [
        {"weekdays": [0, 1]},
        {"part_of_day": PartOfDay.AFTERNOON},
        {"before": WEDNESDAY_9},
    ],
)
def test_who_wants_something_else_is_passed_over(full: BookableService, wish):
    make_entry(full, joined_at=MONDAY_10 - HOUR, **wish)
    content = make_entry(full)
    free_again(full)
    assert offer_what_is_free(MONDAY_10) == 1
    assert offered() == [content]


def test_who_wants_somebody_gets_nobody_else(full: BookableService):
    colleague = make_member(full.practice)
    full.providers.add(colleague)
    make_entry(full, provider=colleague)
    free_again(full)
    assert offer_what_is_free(MONDAY_10) == 0
    make_hours(colleague, weekdays=[2])
    assert offer_what_is_free(MONDAY_10) == 1
    assert Offer.objects.get().provider == colleague


def test_two_who_wait_get_two_times():
    service = make_service()
    entries = [make_entry(service) for _ in range(2)]
    assert offer_what_is_free(MONDAY_10) == 2
    starts = Offer.objects.values_list("starts_at", flat=True)
    assert len(set(starts)) == 2
    assert set(offered()) == set(entries)


def test_who_let_one_offer_pass_gets_another_with_somebody_else():
    busy = make_member(last_name="Ahorn")
    colleague = make_member(busy.practice, last_name="Birke")
    make_hours(busy, weekdays=[1])
    service = make_service(busy, colleague, minutes=180)
    make_entry(service, before=MONDAY_10 + timedelta(days=4))
    service.notice_hours = 0
    service.save()
    assert offer_what_is_free(MONDAY_10) == 1
    make_hours(colleague, weekdays=[2])
    assert offer_what_is_free(MONDAY_10 + HOUR) == 1
    assert set(Offer.objects.values_list("provider", flat=True)) == {busy.id, colleague.id}


def test_who_is_not_confirmed_or_over_gets_nothing():
    service = make_service()
    make_entry(service, joined_at=None)
    make_entry(service, joined_at=MONDAY_10 - WAITING_TIME)
    assert offer_what_is_free(MONDAY_10) == 0


def test_a_worker_that_dies_before_the_commit_has_offered_nothing(
    full: BookableService, monkeypatch
):
    """All of an offer or none of it: the next run makes it whole."""
    from videoberatung.booking.services import offering

    class Killed(BaseException):
        pass

    def dies(*_args, **_more):
        raise Killed

    make_entry(full)
    free_again(full)
    with monkeypatch.context() as patched:
        patched.setattr(offering, "queue_mail", dies)
        with pytest.raises(Killed):
            offer_what_is_free(MONDAY_10)
    assert (Offer.objects.count(), Hold.objects.count()) == (0, 0)
    assert offer_what_is_free(MONDAY_10) == 1


def test_the_worker_looks_every_minute():
    expressions = {job.name: job.expression for job in registered()}
    assert expressions["booking.offer_times_that_got_free"] == "* * * * *"


def test_on_the_list_is_who_presses_the_link():
    service = make_service()
    entry = ask_to_join(service, ERIKA, ANY, now=MONDAY_10)
    assert not WaitingEntry.objects.on_the_list(MONDAY_10).exists()
    while send_due_mail(MONDAY_10):
        pass
    [letter] = mail.outbox
    assert letter.to == [ERIKA.email]
    assert ERIKA.name not in str(letter.body), "nothing that was typed"
    join(entry, now=MONDAY_10)
    join(entry, now=MONDAY_10 + HOUR)
    [waiting] = WaitingEntry.objects.on_the_list(MONDAY_10)
    assert waiting.joined_at == MONDAY_10
    with pytest.raises(RefusedError, match="entry_over"):
        join(make_entry(service, joined_at=None), now=MONDAY_10 + CONFIRM_TIME)


def test_who_asks_twice_keeps_the_place_with_the_new_wishes():
    service = make_service()
    before = make_entry(service, email=ERIKA.email, joined_at=MONDAY_10 - HOUR)
    signed_in = replace(ERIKA, has_shown_address=True)
    mornings = Wanted(Wish(part_of_day=PartOfDay.MORNING), None)
    ask_to_join(service, signed_in, mornings, now=MONDAY_10)
    [entry] = WaitingEntry.objects.all()
    assert entry != before
    assert (entry.joined_at, entry.part_of_day) == (MONDAY_10 - HOUR, PartOfDay.MORNING)


def test_one_address_waits_in_few_places():
    provider = make_member()
    services = [make_service(provider) for _ in range(MOST_WAITING_ENTRIES + 1)]
    signed_in = replace(ERIKA, has_shown_address=True)
    for service in services[:-1]:
        ask_to_join(service, signed_in, ANY, now=MONDAY_10)
    with pytest.raises(RefusedError, match="too_many_entries"):
        ask_to_join(services[-1], signed_in, ANY, now=MONDAY_10)


def test_leaving_leaves_nothing_and_frees_what_was_kept(full: BookableService):
    entry = make_entry(full)
    free_again(full)
    offer_what_is_free(MONDAY_10)
    leave(entry, by=None)
    assert not WaitingEntry.objects.exists()
    assert is_free(full)
    assert Entry.objects.filter(action="booking.waiting_left", actor=None).count() == 1


def test_after_thirty_days_a_place_is_erased():
    entry = make_entry(make_service())
    erase_expired(MONDAY_10 + WAITING_TIME - timedelta(seconds=1))
    assert WaitingEntry.objects.filter(id=entry.id).exists()
    erase_expired(MONDAY_10 + WAITING_TIME)
    assert not WaitingEntry.objects.exists()


def test_who_ends_the_account_waits_no_more():
    service = make_service()
    make_entry(service, email="Erika@Example.org")
    other = make_entry(service)
    person = Subject(service.id, frozenset({"erika@example.org"}))
    forget_who_waits(person, MONDAY_10)
    assert list(WaitingEntry.objects.all()) == [other]
