"""Deletions are repeated in a database that does not know them."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress

from videoberatung.accounts.models import Picture, User
from videoberatung.accounts.tests.factories import make_person
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.tests.factories import make_appointment, make_participant
from videoberatung.backups.deletion_list import list_new_deletions, mark_backup, read_list
from videoberatung.backups.deletions import replay, unknown_among
from videoberatung.backups.models import Deletion
from videoberatung.practices.models import Membership
from videoberatung.practices.tests.factories import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.promise(28)]

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def entry(kind: str, about: object, field: str = "") -> Deletion:
    return Deletion(id=uuid4(), kind=kind, about=str(about), field=field, at=NOW)


def test_a_row_that_came_back_goes_again_and_others_stay():
    gone, stays = make_person(), make_person()
    result = replay([entry("accounts.User", gone.id)], now=NOW)
    assert (result.repeated, result.remaining) == (1, ())
    assert set(User.objects.all()) == {stays}


def test_emptied_fields_of_a_row_are_emptied_together():
    """Apart they would break its constraint: a link belongs to somebody with name or address."""
    participant = make_participant(name="Nora", email="nora@example.org")
    entries = [
        entry("appointments.Participant", participant.id, field)
        for field in ("name", "email", "link_version")
    ]
    replay(entries, now=NOW)
    participant = Participant.objects.get(id=participant.id)
    assert (participant.name, participant.email, participant.link_version) == ("", "", None)


def test_an_end_is_set_again_to_its_moment():
    member = make_member()
    replay([entry("practices.Membership", member.id, "ended_at")], now=NOW + timedelta(days=1))
    assert Membership.objects.get(id=member.id).ended_at == NOW


def test_of_another_owner_a_counted_row_stays():
    address = EmailAddress.objects.create(user=make_person(), email="a@example.org")
    replay([entry("account.EmailAddress", f"{address.pk}/{uuid4()}")], now=NOW)
    assert EmailAddress.objects.filter(pk=address.pk).exists()
    replay([entry("account.EmailAddress", f"{address.pk}/{address.user_id}")], now=NOW)
    assert not EmailAddress.objects.filter(pk=address.pk).exists()


def test_rows_that_hold_each_other_go_in_any_order():
    appointment = make_appointment()
    moderator = appointment.moderator
    entries = [
        entry("practices.Membership", moderator.id),
        entry("appointments.Appointment", appointment.id),
    ]
    assert replay(entries, now=NOW).remaining == ()
    assert not Membership.objects.filter(id=moderator.id).exists()


def test_what_something_refers_to_is_named():
    appointment = make_appointment()
    about = appointment.moderator_id
    result = replay([entry("practices.Membership", about)], now=NOW)
    assert result.remaining == (f"practices.Membership {about}",)
    assert Appointment.objects.filter(id=appointment.id).exists()


@pytest.mark.parametrize("kind", ["gone.Model", "no model", "sessions.Session"])
def test_tables_that_there_are_no_longer_do_no_harm(kind):
    assert replay([entry(kind, uuid4())], now=NOW).remaining == ()


def test_a_second_time_nothing_is_unknown():
    entries = [entry("accounts.User", uuid4())]
    assert unknown_among(entries) == entries
    replay(entries, now=NOW)
    assert unknown_among(entries) == []


def test_what_the_database_noted_goes_through_the_list_unchanged(tmp_path):
    user = make_person(first_name="Nora", title="Dr.")
    picture = Picture.objects.create(user=user, content=b"x")
    User.objects.filter(id=user.id).update(title="")
    picture.delete()
    assert list_new_deletions(tmp_path, NOW) == 2
    assert list_new_deletions(tmp_path, NOW) == 0, "each once"
    listed = read_list(tmp_path, since=LONG_AGO)
    noted = {(e.id, e.kind, e.about, e.field, e.at) for e in Deletion.objects.all()}
    assert {(e.id, e.kind, e.about, e.field, e.at) for e in listed.entries} == noted
    assert "Nora" not in next(tmp_path.glob("*.list")).read_text()


def test_a_line_that_a_crash_broke_off_is_left_alone(tmp_path):
    make_person().delete()
    path = tmp_path / "deletions-2026-11-24.list"
    path.write_text("0b0d6b6e-9f5b-4a39-8c31-000000000000 2026-11-24T10:00:00+00:00 accounts.Us")
    list_new_deletions(tmp_path, NOW)
    mark_backup(tmp_path, "videoberatung-x.age", NOW)
    listed = read_list(tmp_path, since=LONG_AGO)
    assert (len(listed.entries), listed.unreadable) == (2, 1), "account and address"
    assert listed.backups == {"videoberatung-x.age"}


def test_the_list_is_for_this_user_only(tmp_path):
    mark_backup(tmp_path, "x", NOW)
    assert next(tmp_path.glob("*.list")).stat().st_mode & 0o777 == 0o600


def test_a_restored_picture_goes_again():
    """From the trigger to the repetition, without anybody naming rows by hand."""
    user = make_person()
    picture = Picture.objects.create(user=user, content=b"x")
    kept = {field.attname: getattr(picture, field.attname) for field in picture._meta.fields}
    picture.delete()
    entries = list(Deletion.objects.all())
    Deletion.objects.all().delete()
    Picture.objects.create(**kept)
    replay(unknown_among(entries), now=NOW)
    assert not Picture.objects.exists()
