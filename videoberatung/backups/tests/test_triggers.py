"""What is deleted, emptied or ended is noted by the database, in whatever way it happens."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils.timezone import now

from videoberatung.accounts.models import Picture, User
from videoberatung.accounts.tests.factories import make_person
from videoberatung.appointments.models import Participant
from videoberatung.appointments.tests.factories import make_participant
from videoberatung.backups.models import Deletion
from videoberatung.backups.registry import left_out
from videoberatung.backups.triggers import (
    installed,
    number_of_triggers,
    reference,
    remove_triggers,
    watched,
)
from videoberatung.practices.models import Membership
from videoberatung.practices.tests.factories import make_member
from videoberatung.privacy.inventory import declared

pytestmark = [pytest.mark.django_db, pytest.mark.promise(28)]


def noted() -> set[tuple[str, str, str]]:
    """Kind, first part of what it is about without hyphens, field."""
    return {
        (entry.kind, entry.about.split("/")[0].replace("-", ""), entry.field)
        for entry in Deletion.objects.all()
    }


def test_every_declared_table_that_is_saved_is_watched():
    saved = {entry.model for entry in declared()} - left_out() - {Deletion}
    assert saved <= {one.model for one in watched()}
    assert len(installed(connection)) == number_of_triggers() > 30


def test_a_deleted_row_is_noted_and_so_are_those_that_go_with_it():
    user = make_person()
    picture = Picture.objects.create(user=user, content=b"x")
    address = EmailAddress.objects.get(user=user)
    key = user.id
    user.delete()
    assert noted() == {
        ("accounts.User", key.hex, ""),
        ("accounts.Picture", picture.id.hex, ""),
        ("account.EmailAddress", str(address.pk), ""),
    }


def test_a_row_with_a_counted_key_is_named_together_with_its_owner():
    user = make_person()
    EmailAddress.objects.filter(user=user).delete()
    about = Deletion.objects.get().about
    assert about.split("/")[1].replace("-", "") == user.id.hex


def test_an_emptied_field_is_noted_and_a_changed_one_is_not():
    user = make_person(first_name="Nora", last_name="Linde")
    user.first_name, user.last_name = "", "Ahorn"
    user.save()
    assert noted() == {("accounts.User", user.id.hex, "first_name")}
    user.save()
    assert len(noted()) == 1, "it was empty already"


def test_what_is_typed_into_the_database_by_hand_is_noted():
    participant = make_participant(name="Nora Linde")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE appointments_participant SET name = '', link_version = NULL")
    assert {field for _kind, _about, field in noted()} == {"name", "link_version"}
    assert Participant.objects.get(id=participant.id).name == ""


def test_the_end_of_a_membership_is_noted():
    member = make_member()
    Membership.objects.filter(id=member.id).update(ended_at=now())
    assert noted() == {("practices.Membership", member.id.hex, "ended_at")}


def test_what_is_rolled_back_was_never_noted():
    user = make_person()
    with transaction.atomic():
        User.objects.filter(id=user.id).delete()
        transaction.set_rollback(True)
    assert noted() == set()


def test_what_is_never_saved_is_not_noted():
    Session.objects.create(session_key="x", session_data="x", expire_date=now()).delete()
    assert noted() == set()


def test_no_saved_table_refers_to_one_that_is_left_out():
    """A foreign key into an empty table would make the restore fail."""
    referring = {
        relation.related_model for model in left_out() for relation in model._meta.related_objects
    }
    assert referring <= left_out()


def test_a_table_with_nothing_but_counted_keys_is_refused():
    from django.contrib.auth.models import Group

    with pytest.raises(ValueError, match=r"auth\.Group"):
        reference(Group)


def test_without_triggers_nothing_is_noted():
    remove_triggers(connection)
    make_person().delete()
    assert noted() == set()
