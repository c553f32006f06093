import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "heading"),
    [("de", "Ein ruhiger Raum für Ihr Gespräch"), ("en", "A quiet room for your conversation")],
)
def test_the_start_page_explains_the_service(language, heading):
    page = Client().get("/", headers={"accept-language": language}).content.decode()
    assert f"<h1>{heading}</h1>" in page
    assert 'href="/login/"' in page


def test_the_sample_shows_its_accounts():
    page = Client().get("/").content.decode()
    assert "linde@example.org" in page
    assert "Praxis am Lindenplatz" in page


def test_a_real_service_shows_no_accounts(settings):
    settings.SAMPLE = False
    answer = Client().get("/")
    assert "example.org" not in answer.content.decode()
    assert answer.headers["X-Robots-Tag"] == "all"


def test_nothing_on_the_page_comes_from_elsewhere():
    page = Client().get("/").content.decode()
    assert "http://" not in page
    assert "https://" not in page
    assert "style=" not in page
    assert "<script>" not in page
