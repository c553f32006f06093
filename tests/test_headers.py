"""What every answer carries, whoever asks and whatever is wrong."""

import pytest
from django.test import Client

PAGES = ["/", "/login/", "/no-such-page/", "/portal/", "/w/altered/"]

pytestmark = pytest.mark.django_db


@pytest.fixture(params=PAGES)
def answer(request: pytest.FixtureRequest, client: Client):
    return client.get(request.param)


@pytest.mark.promise(5)
def test_nothing_is_loaded_from_elsewhere_and_nothing_runs_inline(answer):
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy.replace("'wasm-unsafe-eval'", "")


def test_the_browser_is_told_to_keep_to_itself(answer):
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "camera=(self)" in answer.headers["Permissions-Policy"]
    assert "geolocation=()" in answer.headers["Permissions-Policy"]


@pytest.mark.promise(4)
def test_there_is_one_cookie_and_it_ends_with_the_browser(client: Client):
    answer = client.get("/login/")
    assert set(answer.cookies) == {"APPSESSION"}
    cookie = answer.cookies["APPSESSION"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["expires"]
    assert not cookie["max-age"]


def test_an_address_without_its_slash_moves_on_with_method_and_body(client: Client):
    answer = client.post("/login")
    assert answer.status_code == 308
    assert answer.headers["Location"] == "/login/"


def test_a_foreign_host_name_is_refused(client: Client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
