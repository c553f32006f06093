import html
import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from videoberatung.appointments.tests.pages import field_error
from videoberatung.mail.sending import send_due_mail
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member, make_practice
from videoberatung.privacy.erasure import erase_expired
from videoberatung.rights.kinds import NOTICE, PRACTICE_CLOSES
from videoberatung.rights.models import AccountEnding, Notice, PracticeClosing
from videoberatung.rights.services import receive_notice, settle_notices
from videoberatung.rights.services.notices import forget_what_was_declared
from videoberatung.rights.terms import end_of
from videoberatung.rights.tests.factories import (
    END,
    MINUTE,
    NOW,
    make_declared,
    make_notice,
    make_person,
    queued,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

TERMINATE = "/terminate/"
Outcome = Notice.Outcome


def typed(**more: str) -> dict[str, str]:
    """The form as a browser sends it."""
    form = {
        "kind": "account",
        "name": "Erika Muster",
        "email": "erika@example.org",
        "practice": "",
        "wished": "",
        "reason": "",
        "submission": str(uuid4()),
    }
    return form | more


def text_of(response) -> str:
    return html.unescape(response.content.decode())


class TestThePage:
    def test_it_opens_without_signing_in_and_has_the_words_the_law_asks_for(self, client):
        page = text_of(client.get(TERMINATE))
        assert "Verträge hier kündigen" in page
        assert re.search(r"<button[^>]*>jetzt kündigen</button>", page)
        assert "das ist der 21. Januar 2030" in page

    def test_in_english_too(self, client):
        page = text_of(client.get(TERMINATE, headers={"accept-language": "en"}))
        assert "Cancel contracts here" in page
        assert "kündigen" not in page

    @pytest.mark.parametrize("address", ["/", "/login/", "/no-such-page/", TERMINATE, "/w/x/"])
    def test_every_public_page_leads_there(self, client, address):
        assert f'href="{TERMINATE}">Verträge hier kündigen</a>' in text_of(client.get(address))

    def test_and_every_page_of_the_portal(self, client):
        client.force_login(make_member().user)
        for address in ("/portal/", "/account/end/", "/no-such-page/"):
            assert f'href="{TERMINATE}">Verträge' in text_of(client.get(address))

    def test_who_is_signed_in_need_not_type_what_is_known(self, client):
        client.force_login(make_person("erika@example.org"))
        page = text_of(client.get(TERMINATE))
        assert 'value="Erika Muster"' in page
        assert 'value="erika@example.org"' in page

    def test_the_confirmation_shows_all_that_was_declared_with_date_and_time(self, client):
        page = text_of(
            client.post(
                TERMINATE,
                typed(kind="practice", practice="Praxis Süd", reason="Umzug", wished="2030-03-31"),
            )
        )
        for words in (
            "Ihre Kündigung ist eingegangen",
            "7. Januar 2030, 10:30:00 Uhr (Ortszeit Berlin)",
            "der Vertrag einer Praxis",
            "Erika Muster",
            "erika@example.org",
            "Praxis Süd",
            "31. März 2030",
            "Umzug",
        ):
            assert words in page

    def test_it_can_be_saved_as_a_file(self, client):
        page = text_of(client.post(TERMINATE, typed(reason="Umzug")))
        receipt = re.search(r'name="receipt" value="([^"]+)"', page).group(1)
        file = client.post("/terminate/receipt/", {"receipt": receipt})
        assert file.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert 'filename="kuendigung-2030-01-07-1030.txt"' in file.headers["Content-Disposition"]
        text = file.content.decode()
        assert "Eingegangen: 7. Januar 2030, 10:30:00 Uhr (Ortszeit Berlin)\n" in text
        assert "Grund: Umzug\n" in text

    @pytest.mark.parametrize("receipt", ["", "x", "eyJuYW1lIjoiYSJ9:1a:b"])
    def test_only_our_own_confirmations_are_handed_out(self, client, receipt):
        assert client.post("/terminate/receipt/", {"receipt": receipt}).status_code == 400

    @pytest.mark.parametrize(
        ("wrong", "field", "sentence"),
        [
            ({"name": ""}, "name", "Bitte füllen Sie dieses Feld aus."),
            ({"name": "Eri\u202eka"}, "name", "Dieser Text enthält unsichtbare"),
            ({"email": "erika"}, "email", "gültige E-Mail-Adresse"),
            ({"email": "a@example.org\nBcc: b@example.org"}, "email", "unsichtbare"),
            ({"kind": "practice"}, "practice", "Bitte schreiben Sie, welche Praxis"),
            ({"wished": "2030-01-06"}, "wished", "Dieser Tag ist vorbei."),
            ({"wished": "2033-01-06"}, "wished", "innerhalb eines Jahres"),
            ({"wished": "31.02.2030"}, "wished", "gültiges Datum"),
            ({"reason": "x" * 501}, "reason", "höchstens 500"),
        ],
    )
    def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
        self, client, wrong, field, sentence
    ):
        answer = client.post(TERMINATE, typed(**({"reason": "Umzug"} | wrong)))
        page = text_of(answer)
        assert answer.status_code == 422
        assert sentence in field_error(page, f"id_{field}")
        assert "Erika Muster" in page or field == "name"
        assert "Umzug" in page or field == "reason"
        assert not Notice.objects.exists()

    def test_an_unknown_kind_is_refused(self, client):
        assert client.post(TERMINATE, typed(kind="everything")).status_code == 422

    def test_a_double_click_gives_notice_once(self, client):
        form = typed()
        for _ in range(2):
            assert client.post(TERMINATE, form).status_code == 200
        assert Notice.objects.count() == 1

    def test_another_declaration_from_the_same_page_is_another_notice(self, client):
        form = typed()
        client.post(TERMINATE, form)
        client.post(TERMINATE, form | {"reason": "Umzug"})
        assert Notice.objects.count() == 2

    def test_nobody_can_fill_a_strangers_mailbox(self, client):
        for _ in range(3):
            assert client.post(TERMINATE, typed()).status_code == 200
        answer = client.post(TERMINATE, typed(email="ERIKA@example.org", reason="Umzug"))
        assert answer.status_code == 429
        assert "Mit dieser Adresse sind in der letzten Stunde mehrere" in text_of(answer)
        assert "Umzug" in text_of(answer)
        assert Notice.objects.count() == 3
        assert client.post(TERMINATE, typed(email="bernd@example.org")).status_code == 200

    def test_nor_many_mailboxes_from_one_network(self, client):
        for number in range(20):
            answer = client.post(TERMINATE, typed(email=f"person-{number}@example.org"))
            assert answer.status_code == 200
        assert client.post(TERMINATE, typed(email="last@example.org")).status_code == 429
        elsewhere = Client(REMOTE_ADDR="203.0.113.9")
        assert elsewhere.post(TERMINATE, typed(email="last@example.org")).status_code == 200

    @pytest.mark.promise(8)
    def test_page_and_work_are_the_same_for_known_and_unknown_addresses(self, client):
        make_person("known@example.org")
        for name in ("first", "second"):  # the session is open and complete
            client.post(TERMINATE, typed(email=f"{name}@example.org"))
        answers = []
        for name in ("known", "other"):
            with CaptureQueriesContext(connection) as work:
                page = text_of(client.post(TERMINATE, typed(email=f"{name}@example.org")))
            queries = [re.sub(r"'[^']*'|s\d+_x\d+", "", query["sql"]) for query in work]
            answers.append((re.sub(r'value="\S+"', "", page.replace(name, "")), queries))
        assert answers[0] == answers[1]


class TestWhatFollows:
    @pytest.mark.promise(8)
    def test_notice_without_signing_in_starts_the_deletion(self, client):
        person = make_person("erika@example.org")
        client.post(TERMINATE, typed(email="Erika@Example.org"))
        assert not AccountEnding.objects.exists(), "the page itself asks nothing about accounts"
        settle_notices(NOW + MINUTE)
        ending = AccountEnding.objects.get()
        assert (ending.user, ending.received_at, ending.ends_at) == (person, NOW, END)
        assert queued(NOTICE) == [Notice.objects.get().id]

    def test_settled_once(self):
        make_person("erika@example.org")
        make_notice()
        AccountEnding.objects.all().delete()
        settle_notices(NOW + MINUTE)
        assert not AccountEnding.objects.exists()

    def test_a_later_day_is_granted(self):
        make_person("erika@example.org")
        make_notice(wished=date(2030, 3, 31))
        assert AccountEnding.objects.get().ends_at == end_of(NOW, date(2030, 3, 31))

    def test_an_unknown_address_changes_nothing(self):
        make_person()
        assert make_notice("nobody@example.org").outcome == Outcome.UNKNOWN_ADDRESS
        assert not AccountEnding.objects.exists()

    def test_the_only_owner_closes_the_practice_with_it(self):
        owner = make_member(role=Role.OWNER)
        make_notice(owner.user.email)
        assert PracticeClosing.objects.get().practice == owner.practice
        assert AccountEnding.objects.get().ends_at == END
        assert queued(PRACTICE_CLOSES) == [owner.id]

    def test_one_of_two_owners_leaves_the_practice_alone(self):
        owner = make_member(role=Role.OWNER)
        make_member(owner.practice, Role.OWNER)
        make_notice(owner.user.email)
        assert not PracticeClosing.objects.exists()
        assert AccountEnding.objects.get().user == owner.user

    def test_an_owner_ends_the_contract_of_the_practice_and_keeps_the_account(self):
        owner = make_member(role=Role.OWNER)
        notice = make_notice(owner.user.email, kind="practice", practice="meine Praxis")
        assert notice.outcome == Outcome.PRACTICE_CLOSES
        assert PracticeClosing.objects.get().practice == owner.practice
        assert not AccountEnding.objects.exists()
        again = make_notice(owner.user.email, kind="practice", practice="meine Praxis")
        assert again.outcome == Outcome.PRACTICE_CLOSES

    def test_of_several_practices_the_name_says_which(self):
        owner = make_member(make_practice("Praxis Nord"), Role.OWNER)
        south = make_practice("Praxis Süd")
        south.memberships.create(user=owner.user, role=Role.OWNER)
        email = owner.user.email
        unclear = make_notice(email, kind="practice", practice="Praxis")
        assert unclear.outcome == Outcome.WHICH_PRACTICE
        assert not PracticeClosing.objects.exists()
        make_notice(email, kind="practice", practice="praxis süd")
        assert PracticeClosing.objects.get().practice == south

    @pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PROVIDER, Role.ORGANISER])
    def test_who_owns_no_practice_closes_none(self, role):
        member = make_member(role=role)
        notice = make_notice(member.user.email, kind="practice", practice="Praxis am Markt")
        assert notice.outcome == Outcome.NOT_AN_OWNER
        assert not PracticeClosing.objects.exists()

    def test_what_was_declared_cannot_be_read_in_the_table_and_goes_with_the_mail(self):
        notice = make_notice(reason="Umzug")
        assert "erika@example.org" not in notice.sealed
        assert forget_what_was_declared() == 0, "the mail has not left"
        send_due_mail(NOW)
        assert forget_what_was_declared() == 1
        notice.refresh_from_db()
        assert notice.sealed == ""

    def test_a_seal_nobody_can_open_stops_no_other_notice(self):
        make_person("bernd@example.org")
        broken = receive_notice(make_declared(), submission=uuid4(), language="de", now=NOW)
        Notice.objects.filter(id=broken.id).update(sealed="broken")
        make_notice("bernd@example.org")
        assert AccountEnding.objects.count() == 1
        assert not Notice.objects.filter(id=broken.id).exists()


def test_after_two_days_the_text_is_gone_whatever_became_of_the_mail():
    notice = make_notice()
    erase_expired(NOW + timedelta(days=2) - MINUTE)
    notice.refresh_from_db()
    assert notice.sealed
    erase_expired(NOW + timedelta(days=2))
    notice.refresh_from_db()
    assert notice.sealed == ""
    erase_expired(NOW + timedelta(days=30))
    assert not Notice.objects.exists()
