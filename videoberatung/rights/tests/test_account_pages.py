import html

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from videoberatung.accounts.models import User
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member
from videoberatung.privacy.holdings import held_about_people
from videoberatung.rights.models import AccountEnding
from videoberatung.rights.services import announce_closing
from videoberatung.rights.tests.factories import NOW, confirm_freshly, make_ending, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

END, CONFIRM, UNDO = "/account/end/", "/account/end/confirm/", "/account/end/undo/"


@pytest.fixture
def erika(client: Client) -> User:
    """A client, signed in at `client`."""
    person = make_person("erika@example.org", password="lindenblatt-17")
    client.force_login(person)
    return person


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def test_the_page_says_beforehand_what_goes_and_what_stays_by_which_law(client, erika):
    page = text_of(client.get(END))
    assert "bis zum Ende des 21. Januar 2030" in page
    assert "Ihr Name, Ihre Anrede und Ihre E-Mail-Adressen." in page
    assert "Art. 6 Abs. 1 Buchst. f und Art. 32 Abs. 1 DSGVO" in page


def test_all_of_it_comes_from_what_the_apps_registered(client):
    member = make_member()
    client.force_login(member.user)
    page = text_of(client.get(END))
    for holding in held_about_people():
        if holding.concerns is None:
            assert holding.sentence in page
            assert all(kept.sentence in page for kept in holding.kept)
    assert "Ihr Platz in Praxen" in page


def test_a_client_reads_nothing_of_practices(client, erika):
    assert "Ihr Platz in Praxen" not in text_of(client.get(END))


@pytest.mark.promise(8)
def test_one_button_gives_notice_once_it_is_known_who_presses_it(client, erika):
    confirm_freshly(client)
    assert client.get(CONFIRM).status_code == 200
    answer = client.post(CONFIRM)
    assert (answer.status_code, answer.url) == (302, END)
    assert AccountEnding.objects.get().user == erika
    assert "Ihr Konto endet am 21. Januar 2030." in text_of(client.get(END))


def test_nothing_happens_without_the_password(client, erika):
    """An open window alone ends no account."""
    assert client.post(CONFIRM).url == CONFIRM
    asked = client.get(CONFIRM)
    assert asked.status_code == 302
    assert asked.url != END
    assert not AccountEnding.objects.exists()


def test_who_says_the_password_comes_back_to_the_button(client, erika):
    asked = client.get(CONFIRM).url
    wrong = client.post(asked, {"password": "eichenblatt-18"})
    assert wrong.status_code == 422
    assert client.get(CONFIRM).url == asked
    answer = client.post(asked, {"password": "lindenblatt-17"})
    assert (answer.status_code, answer.url) == (302, CONFIRM)
    assert client.post(CONFIRM).url == END
    assert AccountEnding.objects.get().user == erika


def test_no_network_address_gets_into_the_session_on_the_way(client, erika):
    client.post(CONFIRM, REMOTE_ADDR="203.0.113.77")
    for session in Session.objects.all():
        assert "203.0.113.77" not in str(session.get_decoded())


def test_nobody_gets_there_without_signing_in(client):
    for address in (END, CONFIRM):
        assert client.get(address).url.startswith("/login/")
    assert client.post(UNDO).url.startswith("/login/")


def test_the_last_owner_reads_why_not_and_where_to_go(client):
    owner = make_member(role=Role.OWNER)
    client.force_login(owner.user)
    page = text_of(client.get(END))
    assert "Eine Praxis hat außer Ihnen keinen Inhaber." in page
    assert owner.practice.name in page
    assert reverse("rights:close") in page
    assert reverse("rights:end-confirm") not in page
    confirm_freshly(client)
    page = text_of(client.post(CONFIRM, follow=True))
    assert "Bitte übergeben oder schließen Sie sie zuerst." in page
    assert not AccountEnding.objects.exists()


def test_every_page_of_the_account_shows_it_and_undoes_it(client):
    member = make_member()
    client.force_login(member.user)
    assert "Ihr Konto endet am" not in text_of(client.get("/portal/"))
    make_ending(member.user)
    page = text_of(client.get("/portal/"))
    assert "Ihr Konto endet am 21. Januar 2030." in page
    assert f'action="{UNDO}"' in page
    page = text_of(client.post(UNDO, follow=True))
    assert "Die Kündigung ist zurückgenommen." in page
    assert not AccountEnding.objects.exists()


def test_undoing_what_was_never_announced_changes_nothing(client, erika):
    assert client.post(UNDO).url == END


class TestClosingAPractice:
    @pytest.fixture
    def owner(self, client: Client):
        owner = make_member(role=Role.OWNER, password="lindenblatt-17")
        client.force_login(owner.user)
        return owner

    def test_the_owner_reads_what_it_means(self, client, owner):
        page = text_of(client.get(reverse("rights:close")))
        assert "bis zum Ende des 21. Januar 2030" in page
        assert "Termine nach diesem Tag werden abgesagt" in page
        assert "Art. 28 Abs. 9 DSGVO, §§ 195, 199 BGB" in page

    def test_what_is_not_there_is_not_announced(self, client, owner):
        assert "Bankverbindung" not in text_of(client.get(reverse("rights:close")))

    def test_one_button_closes_it_once_it_is_known_who_presses_it(self, client, owner):
        confirm = reverse("rights:close-confirm")
        assert client.get(confirm).status_code == 302
        assert client.post(confirm).url == confirm
        assert not hasattr(owner.practice, "closing")
        confirm_freshly(client)
        assert client.get(confirm).status_code == 200
        assert client.post(confirm).url == reverse("rights:close")
        owner.practice.refresh_from_db()
        assert owner.practice.closing.announced_by == owner.user
        assert "schließt am 21. Januar 2030" in text_of(client.get(reverse("rights:close")))

    def test_everybody_in_the_practice_sees_it_and_only_owners_undo_it(self, client, owner):
        announce_closing(owner.practice, by=owner.user, now=NOW)
        assert reverse("rights:keep-practice") in text_of(client.get("/portal/"))
        colleague = Client()
        colleague.force_login(make_member(owner.practice).user)
        page = text_of(colleague.get("/portal/"))
        assert "schließt am 21. Januar 2030" in page
        assert reverse("rights:keep-practice") not in page
        assert colleague.post(reverse("rights:keep-practice")).status_code == 403

        page = text_of(client.post(reverse("rights:keep-practice"), follow=True))
        assert "Die Praxis bleibt, wie sie war." in page

    @pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PROVIDER, Role.ORGANISER])
    @pytest.mark.parametrize("name", ["close", "close-confirm"])
    def test_nobody_else_may(self, client, role, name):
        client.force_login(make_member(role=role).user)
        confirm_freshly(client)
        assert client.get(reverse(f"rights:{name}")).status_code == 403
        if name == "close-confirm":
            assert client.post(reverse(f"rights:{name}")).status_code == 403

    def test_who_belongs_to_no_practice_has_none_to_close(self, client, erika):
        assert client.get(reverse("rights:close")).status_code == 403
