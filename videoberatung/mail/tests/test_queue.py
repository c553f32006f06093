from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from videoberatung.mail.models import LONGEST_HANDOVER, MailState, QueuedMail
from videoberatung.mail.services import (
    LONGEST_ATTEMPT,
    delivery_of,
    outcomes_of,
    queue_mail,
)
from videoberatung.mail.tests.factories import KIND, make_queued_mail

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_a_second_call_while_the_first_waits_does_nothing():
    subject = uuid4()
    queue_mail(KIND, subject)
    queue_mail(KIND, subject)
    assert QueuedMail.objects.count() == 1


def test_another_kind_and_another_person_are_other_mails():
    subject = uuid4()
    queue_mail(KIND, subject)
    queue_mail("cancelled", subject)
    queue_mail(KIND, uuid4())
    assert QueuedMail.objects.count() == 3


@pytest.mark.parametrize("state", [MailState.LEAVING, MailState.SENT, MailState.UNDELIVERED])
def test_what_has_left_or_is_leaving_is_followed_by_another(state):
    first = make_queued_mail()
    QueuedMail.objects.update(state=state)
    second = make_queued_mail(first.subject_id)
    assert second.number == first.number + 1


def test_the_database_refuses_the_same_mail_twice():
    first = make_queued_mail()
    first.pk = uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_a_change_that_fails_sends_no_mail():
    with suppress(ZeroDivisionError), transaction.atomic():
        queue_mail(KIND, uuid4())
        raise ZeroDivisionError
    assert not QueuedMail.objects.exists()


def test_a_mail_is_tried_for_two_days_and_not_beyond_its_purpose():
    now = timezone.now()
    first, second = uuid4(), uuid4()
    queue_mail(KIND, first, until=now + MINUTE)
    queue_mail(KIND, second, until=now + timedelta(days=30))
    assert QueuedMail.objects.get(subject_id=first).expires_at == now + MINUTE
    term = QueuedMail.objects.get(subject_id=second).expires_at - now
    assert LONGEST_ATTEMPT <= term <= LONGEST_ATTEMPT + MINUTE


def test_of_two_workers_that_see_the_same_mail_one_gets_it():
    mail, same = make_queued_mail(), QueuedMail.objects.get()
    now = timezone.now()
    assert QueuedMail.objects.claim(mail, now=now)
    assert not QueuedMail.objects.claim(same, now=now)


def test_a_mail_in_the_hand_of_a_dead_worker_comes_round_again():
    mail = make_queued_mail()
    now = timezone.now()
    QueuedMail.objects.claim(mail, now=now)
    assert not QueuedMail.objects.due(now + LONGEST_HANDOVER - MINUTE).exists()
    again = QueuedMail.objects.due(now + LONGEST_HANDOVER).get()
    assert QueuedMail.objects.claim(again, now=now + LONGEST_HANDOVER)
    assert not QueuedMail.objects.held(mail).exists(), "the dead hand holds nothing any more"


def test_the_app_above_sees_what_became_of_each_mail():
    waiting, leaving, sent, lost = (make_queued_mail() for _ in range(4))
    for mail, state in ((leaving, "leaving"), (sent, "sent"), (lost, "undelivered")):
        QueuedMail.objects.filter(id=mail.id).update(state=state)
    subjects = [mail.subject_id for mail in (waiting, leaving, sent, lost)]
    states = delivery_of(KIND, [*subjects, uuid4()])
    assert [states[subject] for subject in subjects] == [
        "waiting",
        "waiting",
        "sent",
        "undelivered",
    ]
    assert len(states) == 4


def test_the_newest_mail_counts():
    lost = make_queued_mail()
    QueuedMail.objects.update(state=MailState.UNDELIVERED)
    make_queued_mail(lost.subject_id)
    assert delivery_of(KIND, [lost.subject_id]) == {lost.subject_id: "waiting"}


def test_of_several_kinds_the_newest_counts_and_a_lost_one_says_why():
    person, other = uuid4(), uuid4()
    make_queued_mail(person, kind="invitation")
    QueuedMail.objects.update(state=MailState.UNDELIVERED, reason="mailbox_full")
    kinds = ["invitation", "changed"]
    lost = outcomes_of(kinds, [person])[person]
    assert (lost.is_undelivered, lost.reason) == (True, "mailbox_full")
    make_queued_mail(person, kind="changed")
    outcomes = outcomes_of(kinds, [person, other])
    assert {key: (one.delivery, one.reason) for key, one in outcomes.items()} == {
        person: ("waiting", "")
    }


@pytest.mark.promise(14)
def test_what_is_queued_holds_no_address_and_no_text():
    kinds = {field.name: field.get_internal_type() for field in QueuedMail._meta.fields}
    texts = {name for name, kind in kinds.items() if kind in ("CharField", "TextField")}
    assert texts == {"kind", "state", "reason"}
