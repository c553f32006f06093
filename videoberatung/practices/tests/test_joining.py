"""From the invitation in a mail to a place in the team."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from videoberatung.accounts.models import User
from videoberatung.base.errors import RefusedError
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.http import CHOSEN
from videoberatung.practices.invitation_links import token_for
from videoberatung.practices.mails import team_invitation
from videoberatung.practices.models import Membership, TeamInvitation
from videoberatung.practices.roles import Role
from videoberatung.practices.services.invitations import (
    invite_member,
    invite_member_again,
    withdraw_invitation,
)
from videoberatung.practices.services.joining import accept_invitation
from videoberatung.practices.tests.factories import (
    make_member,
    make_practice,
    make_team_invitation,
)
from videoberatung.practices.tests.pages import field_error
from videoberatung.practices.tests.test_team import at_once, several_writers

TYPED = {
    "salutation": "",
    "title": "",
    "first_name": "Nora",
    "last_name": "Neumann",
    "password": "lindgruen-fahrrad-7",
}
INVITE = "/portal/team/invite/"


@pytest.fixture(autouse=True)
def _first_of_the_minute() -> None:
    cache.clear()


def path_of(invitation: TeamInvitation) -> str:
    return reverse("joining:join", args=[token_for(invitation)])


@pytest.mark.django_db
def test_an_owner_invites_and_the_mail_leads_to_the_practice(client: Client, owner: Membership):
    form = {"email": "Nora@Example.org", "role": "organiser", "language": "en"}
    assert client.post(INVITE, form).url == "/portal/team/"
    invitation = TeamInvitation.objects.get()
    assert (invitation.email, invitation.role) == ("nora@example.org", "organiser")
    assert list(QueuedMail.objects.values_list("kind", flat=True)) == ["practices.invitation"]
    mail = team_invitation(invitation.id)
    assert mail is not None
    assert path_of(invitation) in mail.text
    assert "invites you" in mail.text
    assert "nora@example.org" in client.get("/portal/team/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field_id", "sentence"),
    [
        ({"email": "nora"}, "id_email", "E-Mail"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "id_email", ""),
        ({"email": '"ab"@example.org'}, "id_email", "Anführungszeichen"),
        ({"role": "king"}, "id_role", "Auswahl"),
        ({"language": "xx"}, "id_language", "Auswahl"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    client: Client, owner: Membership, wrong: dict[str, str], field_id: str, sentence: str
):
    form = {"email": "nora@example.org", "role": "organiser", "language": "de"} | wrong
    answer = client.post(INVITE, form)
    assert answer.status_code == 422
    assert sentence in field_error(answer.content.decode(), field_id)
    assert field_error(answer.content.decode(), field_id)
    assert not TeamInvitation.objects.exists()


@pytest.mark.django_db
def test_an_administrator_makes_no_owner(client: Client):
    administrator = make_member(role=Role.ADMINISTRATOR)
    client.force_login(administrator.user)
    form = {"email": "nora@example.org", "role": "owner", "language": "de"}
    assert client.post(INVITE, form).status_code == 422
    with pytest.raises(RefusedError, match="role_not_yours"):
        invite_member(
            email="nora@example.org",
            role=Role.OWNER,
            holds_consultations=True,
            by=administrator,
            now=timezone.now(),
        )
    theirs = make_team_invitation(administrator.practice, Role.OWNER)
    for name in ("invite-member-again", "withdraw-invitation"):
        assert client.post(reverse(f"practices:{name}", args=[theirs.id])).status_code == 403


@pytest.mark.django_db
def test_who_is_invited_or_there_already_is_not_invited_again(client: Client, owner: Membership):
    invitation = make_team_invitation(owner.practice)
    for address in (invitation.email, owner.user.email):
        form = {"email": address, "role": "organiser", "language": "de"}
        page = client.post(INVITE, form).content.decode()
        assert "schon" in field_error(page, "id_email")


@pytest.mark.django_db
def test_an_account_elsewhere_makes_no_difference_to_who_invites(client: Client, owner: Membership):
    answers = []
    for address in (make_member().user.email, "nobody@example.org"):
        answer = client.post(INVITE, {"email": address, "role": "organiser", "language": "de"})
        page = client.get(answer.url).content.decode()
        answers.append((answer.status_code, answer.url, address in page))
    assert answers[0] == answers[1]


@pytest.mark.django_db
def test_the_mail_is_sent_again_but_not_at_once():
    owner = make_member(role=Role.OWNER)
    invitation = make_team_invitation(owner.practice)
    now = timezone.now()
    invite_member_again(invitation, by=owner, now=now)
    invitation.refresh_from_db()
    assert invitation.expires_at == now + timedelta(days=7)
    with pytest.raises(RefusedError, match="member_invited_just_now"):
        invite_member_again(invitation, by=owner, now=now + timedelta(minutes=5))


@pytest.mark.django_db
def test_who_has_no_account_makes_one_from_the_mail_and_is_in(client: Client):
    invitation = make_team_invitation()
    page = client.get(path_of(invitation)).content.decode()
    assert invitation.practice.name in page
    assert "Organisation" in page
    assert client.post(path_of(invitation), TYPED).url == "/portal/home/"
    membership = Membership.objects.get(user__email=invitation.email)
    assert (membership.role, membership.user.display_name) == ("organiser", "Nora Neumann")
    assert membership.user.check_password(TYPED["password"])
    assert membership.user.emailaddress_set.get().verified
    assert invitation.practice.name in client.get("/portal/").content.decode()
    assert not TeamInvitation.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["first_name", "last_name", "password"])
def test_what_is_missing_is_asked_for_and_the_rest_is_kept(client: Client, missing: str):
    answer = client.post(path_of(make_team_invitation()), TYPED | {missing: ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "füllen Sie dieses Feld aus" in field_error(page, f"id_{missing}")
    assert not User.objects.exists()


@pytest.mark.django_db
def test_who_has_an_account_signs_in_and_accepts(client: Client):
    person = make_member(make_practice("Praxis am Wald"))
    invitation = make_team_invitation(make_practice("Praxis am See"), email=person.user.email)
    assert "/login/?next=/join/" in client.get(path_of(invitation)).content.decode()
    client.force_login(person.user)
    assert "Einladung annehmen" in client.get(path_of(invitation)).content.decode()
    assert TeamInvitation.objects.exists(), "looking changes nothing"
    client.post(path_of(invitation))
    assert person.user.memberships.current().count() == 2
    assert "Praxis am See" in client.get("/portal/").content.decode()


@pytest.mark.django_db
def test_another_person_is_told_whom_it_is_meant_for(client: Client):
    invitation, other = make_team_invitation(), make_member()
    client.force_login(other.user)
    for answer in (client.get(path_of(invitation)), client.post(path_of(invitation))):
        assert "mit einer anderen Adresse angemeldet" in answer.content.decode()
    assert not invitation.practice.memberships.exists()
    with pytest.raises(RefusedError, match="other_address"):
        accept_invitation(invitation, user=other.user, now=timezone.now())


@pytest.mark.django_db
def test_altered_withdrawn_expired_and_used_links_answer_alike(client: Client):
    owner = make_member(role=Role.OWNER)
    withdrawn = make_team_invitation(owner.practice)
    expired = make_team_invitation(expires_at=timezone.now() - timedelta(minutes=1))
    altered = path_of(make_team_invitation())[:-2] + "A/"
    paths = [path_of(withdrawn), path_of(expired), altered, "/join/nonsense/"]
    withdraw_invitation(withdrawn, by=owner, now=timezone.now())
    assert team_invitation(withdrawn.id) is None
    for path in paths:
        for answer in (client.get(path), client.post(path, TYPED)):
            assert answer.status_code == 404
            assert "Diese Einladung ist nicht offen" in answer.content.decode()
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_who_belongs_already_keeps_the_role():
    member = make_member(role=Role.ORGANISER)
    invitation = make_team_invitation(member.practice, Role.OWNER, email=member.user.email)
    accept_invitation(invitation, user=member.user, now=timezone.now())
    member.refresh_from_db()
    assert member.role == Role.ORGANISER


@pytest.mark.django_db
def test_accepting_again_does_nothing_more():
    invitation = make_team_invitation()
    user = User.objects.create_user(invitation.email)
    accept_invitation(invitation, user=user, now=timezone.now())
    with pytest.raises(RefusedError, match="invitation_gone"):
        accept_invitation(invitation, user=user, now=timezone.now())
    assert user.memberships.count() == 1


@several_writers
@pytest.mark.django_db(transaction=True)
def test_accepted_twice_at_once_it_counts_once():
    invitation = make_team_invitation()
    user = User.objects.create_user(invitation.email)

    def accept() -> None:
        accept_invitation(invitation, user=user, now=timezone.now())

    assert at_once(accept, accept) == ["invitation_gone"]
    assert user.memberships.count() == 1


@pytest.mark.django_db
def test_switching_shows_the_other_practice_and_makes_older_windows_worthless(client: Client):
    first = make_member(make_practice("Praxis am Wald"))
    second = Membership.objects.create(
        practice=make_practice("Praxis am See"), user=first.user, role=Role.ORGANISER
    )
    client.force_login(first.user)
    page = client.get("/portal/").content.decode()
    assert "Praxis wechseln" in page
    token = client.session["_csrftoken"]
    client.post("/portal/switch/", {"practice": str(second.practice_id)})
    assert client.session["_csrftoken"] != token
    assert client.session[CHOSEN] == str(second.practice_id)
    assert "Sie handeln jetzt für: Praxis am See" in client.get("/portal/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("practice", ["", "nonsense", "theirs"])
def test_nobody_switches_to_a_practice_that_is_not_theirs(client: Client, practice: str):
    client.force_login(make_member().user)
    chosen = str(make_practice().id) if practice == "theirs" else practice
    assert client.post("/portal/switch/", {"practice": chosen}).status_code == 404
    assert CHOSEN not in client.session
