from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from videoberatung.accounts.models import Picture, User
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member
from videoberatung.rights.promises import LATE, check_notices_are_carried_out
from videoberatung.rights.services import announce_closing, erase_what_is_due
from videoberatung.rights.tests.factories import END, NOW, make_ending

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.mark.promise(8)
def test_who_has_given_notice_is_gone_in_time():
    make_ending()
    assert check_notices_are_carried_out(END).state == "kept"
    assert check_notices_are_carried_out(END + LATE).state == "broken"
    erase_what_is_due(END)
    assert check_notices_are_carried_out(END + LATE).state == "kept"


@pytest.mark.promise(8)
def test_a_practice_is_closed_in_time():
    announce_closing(make_member(role=Role.OWNER).practice, by=None, now=NOW)
    assert check_notices_are_carried_out(END + LATE).state == "broken"
    erase_what_is_due(END)
    assert check_notices_are_carried_out(END + LATE).state == "kept"


@pytest.mark.promise(8)
@pytest.mark.parametrize(
    "rest",
    [{"last_name": "Muster"}, {"first_name": "Erika"}, {"title": "Dr."}, {"email": "a@b.org"}],
    ids=lambda rest: next(iter(rest)),
)
@pytest.mark.breaks(8)
def test_the_check_sees_whoever_is_still_known(rest: dict[str, str]):
    user = make_ending().user
    erase_what_is_due(END)
    User.objects.filter(id=user.id).update(**rest)
    assert check_notices_are_carried_out(END).state == "broken"


@pytest.mark.promise(8)
def test_and_what_still_hangs_on_the_row():
    user = make_ending().user
    erase_what_is_due(END)
    picture = Picture.objects.create(user=user, content=b"face")
    assert check_notices_are_carried_out(END).state == "broken"
    picture.delete()
    assert check_notices_are_carried_out(END + timedelta(days=1)).state == "kept"
    EmailAddress.objects.create(user=user, email="a@example.org")
    assert check_notices_are_carried_out(END).state == "broken"
