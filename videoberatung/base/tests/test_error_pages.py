import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path

from videoberatung.base import error_pages

FAILURES = {
    "bad": BadRequest("the reason, not for the page"),
    "forbidden": PermissionDenied("the reason, not for the page"),
    "missing": Http404("the reason, not for the page"),
    "crash": RuntimeError("the reason, not for the page"),
}


@login_not_required
def fail(request: HttpRequest, how: str) -> HttpResponse:
    raise FAILURES[how]


def page_of(page):
    return login_not_required(lambda request: page(request))


urlpatterns = [
    path("fail/<how>/", fail),
    path("conflict/", page_of(error_pages.conflict)),
    path("gone/", page_of(error_pages.gone)),
    path("too-many/", page_of(error_pages.too_many)),
    path("form/", page_of(lambda request: HttpResponse("form"))),
    path("", include("videoberatung.config.urls")),
]
handler400 = error_pages.bad_request
handler403 = error_pages.forbidden
handler404 = error_pages.not_found
handler500 = error_pages.server_error

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]
CASES = [
    ("/fail/bad/", 400, "Diese Anfrage war unvollständig", "This request was incomplete"),
    (
        "/fail/forbidden/",
        403,
        "Diese Seite ist nicht für Sie freigegeben",
        "This page is not for you",
    ),
    ("/fail/missing/", 404, "Diese Seite gibt es nicht", "This page does not exist"),
    (
        "/conflict/",
        409,
        "Inzwischen hat sich etwas geändert",
        "Something has changed in the meantime",
    ),
    ("/gone/", 410, "Das ist vorbei", "This is over"),
    ("/too-many/", 429, "Einen Augenblick bitte", "One moment, please"),
    ("/fail/crash/", 500, "Bei uns ist etwas schiefgegangen", "Something went wrong on our side"),
]


@pytest.mark.parametrize(("address", "status", "german", "english"), CASES)
def test_each_failure_has_words_and_a_way_on(address, status, german, english):
    for language, heading in (("de", german), ("en", english)):
        answer = Client(raise_request_exception=False).get(
            address, headers={"accept-language": language}
        )
        page = answer.content.decode()
        assert answer.status_code == status
        assert f"<h1>{heading}</h1>" in page
        assert f"<title>{heading} · Videoberatung</title>" in page
        assert '<a class="button" href="/">' in page
        assert "the reason" not in page


def test_the_page_of_a_crash_needs_neither_database_nor_request():
    def refuse(*_):
        raise AssertionError("the database was asked")

    with connection.execute_wrapper(refuse):
        answer = error_pages.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "schiefgegangen" in answer.content.decode()


def test_who_asks_too_often_is_told_when_to_come_back():
    assert Client().get("/too-many/").headers["Retry-After"] == "60"


def test_an_error_leads_back_to_the_page_before():
    answer = Client(headers={"referer": "http://localhost/form/?draft=1", "host": "localhost"}).get(
        "/fail/bad/"
    )
    assert '<a class="button" href="/form/">' in answer.content.decode()


@pytest.mark.parametrize("before", ["https://example.org/form/", "http://localhost/fail/bad/", ""])
def test_an_error_leads_back_to_no_other_site_and_not_to_itself(before):
    answer = Client(headers={"referer": before, "host": "localhost"}).get("/fail/bad/")
    page = answer.content.decode()
    assert "vorigen Seite" not in page
    assert "example.org" not in page


def test_an_expired_form_gives_back_what_was_typed():
    answer = Client(enforce_csrf_checks=True).post(
        "/form/",
        {
            "title": "Erst<gespräch>",
            "password": "secret-word",
            "csrfmiddlewaretoken": "stale-token",
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Diese Seite war lange geöffnet" in page
    assert "Erst&lt;gespräch&gt;" in page
    assert "secret-word" not in page
    assert "stale-token" not in page


def test_a_foreign_host_gets_our_page_too():
    answer = Client(headers={"host": "elsewhere.example"}).get("/form/")
    assert answer.status_code == 400
    assert "Diese Anfrage war unvollständig" in answer.content.decode()
