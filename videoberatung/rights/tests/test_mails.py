import re
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings

from videoberatung.accounts.models import User
from videoberatung.mail.registry import renderer_of
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member, make_practice
from videoberatung.rights import kinds
from videoberatung.rights.links import link_to_undo
from videoberatung.rights.models import AccountEnding, PracticeClosing
from videoberatung.rights.services import (
    announce_closing,
    receive_notice,
    settle_notices,
    undo_closing,
    undo_ending,
)
from videoberatung.rights.services.reminding import remind
from videoberatung.rights.tests.factories import (
    DAY,
    END,
    MINUTE,
    NOW,
    make_declared,
    make_ending,
    make_notice,
    make_person,
    queued,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

RECEIVED = "7. Januar 2030, 10:30:00 Uhr (Ortszeit Berlin)"


def written(kind: str, subject):
    return renderer_of(kind)(subject)


def test_notice_from_the_account_is_confirmed_with_date_time_last_day_and_a_way_back():
    ending = make_ending(make_person("erika@example.org"))
    mail = written(kinds.ACCOUNT_ENDS, ending.id)
    assert (mail.to, mail.language) == ("erika@example.org", "de")
    assert mail.subject == "Ihr Konto endet am 21. Januar 2030"
    for text in (mail.text, mail.html):
        for words in (RECEIVED, "21. Januar 2030", link_to_undo(ending), "Guten Tag Erika Muster,"):
            assert words in text


def test_in_the_language_of_the_account():
    mail = written(kinds.ACCOUNT_ENDS, make_ending(make_person(language="en")).id)
    assert mail.subject == "Your account ends on 21 January 2030"
    assert "7 January 2030, 10:30:00 (time in Berlin)" in mail.text
    assert "Konto" not in mail.text + mail.html


def test_a_reminder_leaves_three_days_before_and_only_once():
    ending = make_ending()
    assert remind(END - 3 * DAY - MINUTE) == 0
    assert remind(END - 3 * DAY) == 1
    assert remind(END - 3 * DAY + MINUTE) == 0
    assert queued(kinds.ACCOUNT_ENDS_SOON) == [ending.id]
    assert link_to_undo(ending) in written(kinds.ACCOUNT_ENDS_SOON, ending.id).text


def test_what_was_taken_back_is_not_told_any_more():
    ending = make_ending()
    undo_ending(ending, now=NOW)
    for kind in (kinds.ACCOUNT_ENDS, kinds.ACCOUNT_ENDS_SOON):
        assert written(kind, ending.id) is None
    assert "Ihr Konto bleibt" in written(kinds.ACCOUNT_STAYS, ending.user_id).subject
    make_ending(ending.user)
    assert written(kinds.ACCOUNT_STAYS, ending.user_id) is None


def test_owners_get_the_way_back_and_the_others_the_news():
    owner = make_member(role=Role.OWNER)
    colleague = make_member(owner.practice)
    closing = announce_closing(owner.practice, by=owner.user, now=NOW)
    theirs, others = (written(kinds.PRACTICE_CLOSES, one.id) for one in (owner, colleague))
    assert theirs.subject == "Praxis am Markt schließt am 21. Januar 2030"
    assert link_to_undo(closing) in theirs.text
    assert "/terminate/undo/" not in others.text + others.html
    for mail in (theirs, others):
        assert RECEIVED in mail.text
    assert written(kinds.PRACTICE_STAYS, owner.id) is None

    undo_closing(closing, by=owner.user, now=NOW)
    assert written(kinds.PRACTICE_CLOSES, owner.id) is None
    assert "bleibt, wie es war" in written(kinds.PRACTICE_STAYS, colleague.id).text


class TestTheConfirmationOfAPublicNotice:
    def test_repeats_all_that_was_declared(self):
        notice = make_notice(
            kind="practice", practice="Praxis Süd", reason="Umzug", wished=date(2030, 3, 31)
        )
        mail = written(kinds.NOTICE, notice.id)
        assert (mail.to, mail.subject) == ("erika@example.org", "Ihre Kündigung ist eingegangen")
        for words in (RECEIVED, "Erika Muster", "Praxis Süd", "Umzug", "31. März 2030"):
            assert words in mail.text
            assert words in mail.html

    def test_tells_when_the_account_goes_and_how_to_keep_it(self):
        make_person("erika@example.org")
        mail = written(kinds.NOTICE, make_notice().id)
        assert "bis zum Ende des 21. Januar 2030" in mail.text
        assert link_to_undo(AccountEnding.objects.get()) in mail.text

    def test_tells_an_only_owner_that_the_practice_closes_too(self):
        owner = make_member(make_practice("Praxis Süd"), Role.OWNER)
        mail = written(kinds.NOTICE, make_notice(owner.user.email).id)
        assert "Damit schließt auch Praxis Süd" in mail.text

    def test_tells_an_owner_when_the_practice_closes(self):
        owner = make_member(make_practice("Praxis Süd"), Role.OWNER)
        notice = make_notice(owner.user.email, kind="practice", practice="Praxis Süd")
        mail = written(kinds.NOTICE, notice.id)
        assert "Praxis Süd können Sie bis zum Ende des 21. Januar 2030 nutzen." in mail.text
        assert link_to_undo(PracticeClosing.objects.get()) in mail.text

    def test_tells_the_truth_where_nothing_was_found(self):
        unknown = written(kinds.NOTICE, make_notice("nobody@example.org").id)
        assert "Wir kennen kein Konto mit dieser E-Mail-Adresse" in unknown.text
        provider = make_member()
        notice = make_notice(provider.user.email, kind="practice", practice="Praxis am Markt")
        assert "nur ihre Inhaber kündigen" in written(kinds.NOTICE, notice.id).text
        for mail in (unknown, written(kinds.NOTICE, notice.id)):
            assert "/terminate/undo/" not in mail.text + mail.html

    def test_says_so_when_it_was_taken_back_before_it_left(self):
        make_person("erika@example.org")
        notice = make_notice()
        undo_ending(AccountEnding.objects.get(), now=NOW)
        assert "Kündigung ist zurückgenommen" in written(kinds.NOTICE, notice.id).text

    def test_names_from_strangers_are_text_and_never_a_header(self):
        mail = written(kinds.NOTICE, make_notice(name="<b>Erika</b>").id)
        assert "<b>Erika" not in mail.html
        assert "Erika" not in mail.subject

    def test_is_in_the_language_of_the_page(self):
        User.objects.create_user("erika@example.org", language="de")
        notice = receive_notice(make_declared(), submission=uuid4(), language="en", now=NOW)
        settle_notices(NOW)
        mail = written(kinds.NOTICE, notice.id)
        assert mail.subject == "Your notice of termination was received"
        assert not re.search("Kündigung|Konto", mail.text + mail.html)


@pytest.mark.parametrize("kind", [value for name, value in vars(kinds).items() if name.isupper()])
def test_each_kind_is_known_and_says_nothing_of_what_is_gone(kind: str):
    assert renderer_of(kind)(uuid4()) is None


def test_links_lead_to_this_service():
    assert link_to_undo(make_ending()).startswith(settings.PUBLIC_URL)
