import pytest
from django.test import Client

from videoberatung.base.language import asked_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("en-GB", "en"),
        ("fr,en;q=0.5", "en"),
        ("fr", "de"),
        ("en;q=0.3,de;q=0.9", "de"),
        ("*", "de"),
        ("nonsense;;q=,,", "de"),
    ],
)
def test_a_browser_is_answered_in_a_language_it_asks_for(header, language):
    assert asked_for(header) == language


def test_a_page_says_which_language_it_speaks():
    page = Client().get("/", headers={"accept-language": "en"})
    assert page.headers["Content-Language"] == "en"
    assert '<html lang="en">' in page.content.decode()
    assert "Accept-Language" in page.headers["Vary"]


def test_reading_alone_opens_no_session():
    assert not Client().get("/").cookies


def test_a_chosen_language_stays():
    client = Client()
    answer = client.post("/language/", {"language": "en", "next": "/login/?next=/portal/"})
    assert (answer.status_code, answer.url) == (302, "/login/?next=/portal/")
    assert '<html lang="en">' in client.get("/").content.decode()
    assert list(client.cookies) == ["APPSESSION"]


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.org/", "//example.org", "javascript:alert(1)", "\\\\example.org", ""],
)
def test_the_way_back_leads_to_no_other_site(elsewhere):
    answer = Client().post("/language/", {"language": "en", "next": elsewhere})
    assert answer.url == "/"


def test_an_unknown_language_is_refused():
    client = Client()
    assert client.post("/language/", {"language": "xx"}).status_code == 400
    assert '<html lang="de">' in client.get("/").content.decode()


def test_a_form_on_another_site_cannot_choose():
    answer = Client().post(
        "/language/", {"language": "en"}, headers={"origin": "https://example.org"}
    )
    assert answer.status_code == 403
    assert not answer.cookies


def test_reading_the_address_chooses_nothing():
    assert Client().get("/language/").status_code == 405
