import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from videoberatung.accounts.models import Letter, User
from videoberatung.accounts.tests.steps import (
    CODE_PAGE,
    EMAIL,
    PASSWORD,
    is_signed_in,
    letters_to,
    make_ada,
    newest_code,
    newest_mail,
    register,
    sign_in,
    type_code,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2030, 1, 8, 12, tzinfo=UTC)
ERIKA = "erika@example.org"


def test_it_asks_for_what_an_account_needs_and_no_more(client: Client):
    form = client.get("/register/").context["form"]
    wanted = ["salutation", "title", "first_name", "last_name", "email", "password1"]
    assert list(form.fields) == wanted
    assert [name for name in wanted if not form.fields[name].required] == ["salutation", "title"]
    assert [label for _, label in form.fields["salutation"].choices] == [
        "keine Angabe",
        "Frau",
        "Herr",
        "divers",
    ]


def test_a_new_account_is_confirmed_by_the_code_and_signed_in(client: Client):
    answer = register(client, salutation="ms", title="Prof.")
    assert (answer.status_code, answer.url) == (302, CODE_PAGE)
    assert not is_signed_in(client)
    assert letters_to(ERIKA) == ["email_confirmation_signup"]

    page = client.get(CODE_PAGE).content.decode()
    assert ERIKA in page
    assert 'autocomplete="one-time-code"' in page

    answer = type_code(client, newest_code(ERIKA))
    assert (answer.status_code, answer.url) == (302, "/portal/home/")
    assert is_signed_in(client)
    user = User.objects.get(email=ERIKA)
    assert (user.salutation, user.display_name) == ("ms", "Prof. Erika Muster")
    assert user.emailaddress_set.get().verified
    assert not Letter.objects.with_code().exists()


@pytest.mark.parametrize("language", ["de", "en"])
def test_account_and_mail_speak_the_language_of_the_page(client: Client, language: str):
    client.post("/language/", {"language": language})
    register(client)
    assert User.objects.get(email=ERIKA).language == language
    assert newest_mail(ERIKA).language == language


@pytest.mark.parametrize(
    "name",
    [
        "Zoë",
        "Đặng",
        "Ольга",
        "Ωμέγα",
        "محمد",
        "לאה",
        "सीता",
        "ஆதி",
        "山田",
        "김",
        "O\N{RIGHT SINGLE QUOTATION MARK}Neill",
        "Jean-Luc",
        "X",
    ],
)
def test_names_of_every_script_are_kept_as_they_are(client: Client, name: str):
    assert register(client, first_name=name, last_name=name).status_code == 302
    user = User.objects.get(email=ERIKA)
    assert (user.first_name, user.last_name) == (name, name)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("first_name", ""),
        ("last_name", " "),
        ("first_name", "x" * 81),
        ("title", "x" * 41),
        ("last_name", "Evil\nBcc: all@example.org"),
        ("first_name", "\N{RIGHT-TO-LEFT OVERRIDE}akirE"),
        ("email", ""),
        ("email", "no address"),
        ("email", "erika@example.org\nBcc: all@example.org"),
        ("email", "erika@example.org\r\n\r\nHello"),
        ("email", "erika@example.org, all@example.org"),
        ("email", '"erika muster"@example.org'),
        ("email", f"{'x' * 250}@example.org"),
        ("salutation", "king"),
        ("password1", ""),
        ("password1", "x" * 129),
        ("password1", "short-one"),
        ("password1", "1234567890"),
        ("password1", "PASSWORD123"),
        ("password1", "erika.muster"),
        ("password1", "Erika@Example.org"),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_is_lost(client: Client, field: str, typed: str):
    answer = register(client, **{field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert f'aria-describedby="id_{field}_' in page
    assert 'value="Muster"' in page or field == "last_name"
    assert PASSWORD not in page
    assert not User.objects.exists()
    assert not Letter.objects.exists()


def test_the_rules_for_passwords_are_told_beforehand_and_in_our_words(client: Client):
    assert "Mindestens 10 Zeichen" in client.get("/register/").content.decode()
    page = register(client, password1="password123").content.decode()
    assert "Dieses Passwort verwenden sehr viele Menschen." in page


def test_an_address_with_an_account_gets_the_same_page_and_a_mail_that_tells(client: Client):
    make_ada()
    known, unknown = Client(), Client()
    answers = [register(known, email=EMAIL), register(unknown, email="new@example.org")]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, CODE_PAGE)}
    pages = [
        one.get(CODE_PAGE).content.decode().replace(address, "")
        for one, address in ((known, EMAIL), (unknown, "new@example.org"))
    ]
    assert without_tokens(pages[0]) == without_tokens(pages[1])
    assert letters_to(EMAIL) == ["account_already_exists"]
    assert "Melden Sie sich einfach an" in newest_mail(EMAIL).text
    assert User.objects.filter(email=EMAIL).count() == 1

    wrong = [type_code(one, "00000000") for one in (known, unknown)]
    assert [answer.status_code for answer in wrong] == [422, 422]


def without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_an_account_that_exists_takes_as_long(client: Client, monkeypatch: pytest.MonkeyPatch):
    """Hashing is what takes the time."""
    make_ada()
    hashed: list[str] = []
    whole = User.set_password
    monkeypatch.setattr(
        User, "set_password", lambda self, raw: (hashed.append(raw), whole(self, raw))
    )
    register(Client(), email=EMAIL)
    register(Client(), email="new@example.org")
    assert hashed == [PASSWORD, PASSWORD]


@pytest.mark.parametrize(
    "typed", ["{0} {1}", "{0}-{1}", " {0}{1} ", "{0}\N{NO-BREAK SPACE}{1}", "{0}\N{EN DASH}{1}"]
)
def test_a_code_counts_however_it_is_written(client: Client, typed: str):
    register(client)
    code = newest_code(ERIKA)
    assert type_code(client, typed.format(code[:4], code[4:])).status_code == 302
    assert is_signed_in(client)


def test_digits_of_other_scripts_count_too(client: Client):
    register(client)
    arabic = "".join(chr(0x0660 + int(digit)) for digit in newest_code(ERIKA))
    assert type_code(client, arabic).status_code == 302


def test_a_used_code_is_void(client: Client):
    register(client)
    code = newest_code(ERIKA)
    type_code(client, code)
    client.post("/logout/")
    answer = client.post(CODE_PAGE, {"code": code}, follow=True)
    assert "Es wird kein Code erwartet" in answer.content.decode()
    assert not is_signed_in(client)


def test_a_code_is_void_after_fifteen_minutes(client: Client):
    with time_machine.travel(NOON, tick=False):
        register(client)
        code = newest_code(ERIKA)
    with time_machine.travel(NOON + timedelta(minutes=15, seconds=1), tick=False):
        answer = client.post(CODE_PAGE, {"code": code}, follow=True)
    assert "Es wird kein Code erwartet" in answer.content.decode()
    assert not is_signed_in(client)


def test_whoever_missed_the_code_gets_a_new_one_by_signing_in(client: Client):
    register(client)
    later = Client()
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=1), tick=False):
        assert sign_in(later, ERIKA).url == CODE_PAGE
        assert type_code(later, newest_code(ERIKA)).status_code == 302
        assert is_signed_in(later)


def test_guessing_ends_after_five_attempts(client: Client):
    register(client)
    answers = [type_code(client, "99999999") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [422] * 4 + [302]
    assert "Dieser Code passt nicht." in answers[0].content.decode()
    page = client.get("/login/").content.decode()
    assert "Der Code war zu oft falsch" in page
    type_code(client, newest_code(ERIKA))
    assert not is_signed_in(client)


def test_a_new_code_replaces_the_one_before(client: Client):
    with time_machine.travel(NOON, tick=False):
        register(client)
        first = newest_code(ERIKA)
        answer = client.post(CODE_PAGE, {"action": "resend"}, follow=True)
        assert "Gerade eben ging ein Code an Sie." in answer.content.decode()
    with time_machine.travel(NOON + timedelta(minutes=10), tick=False):
        answer = client.post(CODE_PAGE, {"action": "resend"}, follow=True)
        assert "Ein neuer Code ist unterwegs." in answer.content.decode()
        assert type_code(client, first).status_code == 422
    with time_machine.travel(NOON + timedelta(minutes=20), tick=False):
        assert type_code(client, newest_code(ERIKA)).status_code == 302


def test_a_mistyped_address_can_be_given_anew(client: Client):
    register(client, email="erica@example.org")
    assert client.get("/register/").url == CODE_PAGE
    assert client.post(CODE_PAGE, {"action": "cancel"}).url == "/register/"
    assert client.get("/register/").status_code == 200
    assert register(client).url == CODE_PAGE
    assert letters_to(ERIKA) == ["email_confirmation_signup"]


def test_registering_from_one_connection_is_slowed_down_and_keeps_what_was_typed(client: Client):
    with time_machine.travel(NOON, tick=False):
        answers = [register(Client(), email=f"{number}@example.org") for number in range(7)]
    assert [answer.status_code for answer in answers] == [302] * 6 + [429]
    page = answers[-1].content.decode()
    assert "viele Konten registriert" in page
    assert 'value="Muster"' in page
    assert User.objects.count() == 6
    with time_machine.travel(NOON, tick=False):
        assert register(Client(REMOTE_ADDR="203.0.113.1"), email="7@example.org").status_code == 302


def test_no_network_address_is_written_down(client: Client):
    client.get("/login/")
    with connection.execute_wrapper(refuse_address):
        register(client, REMOTE_ADDR="203.0.113.77")
        type_code(client, "00000000")


def refuse_address(execute, sql, parameters, many, context):
    assert "203.0.113.77" not in f"{sql} {parameters}"
    return execute(sql, parameters, many, context)


def test_the_same_form_sent_twice_at_once_makes_one_account(client: Client):
    client.get("/register/")
    twin = Client()
    twin.cookies = client.cookies
    answers = []

    def twin_is_faster(execute, sql, parameters, many, context):
        """Just before the first request begins its transaction, the second does all of it."""
        if sql.startswith("SAVEPOINT") and not answers:
            answers.append(None)
            answers.append(register(twin))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(twin_is_faster):
        answers.append(register(client))

    assert [(answer.status_code, answer.url) for answer in answers[1:]] == [(302, CODE_PAGE)] * 2
    assert User.objects.count() == 1
    assert letters_to(ERIKA) == ["email_confirmation_signup"]
    assert type_code(client, newest_code(ERIKA)).status_code == 302
    assert is_signed_in(client)
