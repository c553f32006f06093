"""What the operator's pages show, and what they never show."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.test import Client

from videoberatung.appointments.tests.factories import make_appointment, make_participant
from videoberatung.backoffice.plots import HEIGHT, plot_of, round_above
from videoberatung.backoffice.tests.factories import browser_of, make_operator
from videoberatung.backoffice.visits import period_called, visits_in
from videoberatung.practices.tests.factories import make_member
from videoberatung.privacy.models import PageVisit
from videoberatung.privacy.report import current_report

NOW = datetime(2030, 3, 31, 12, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def operator() -> Client:
    return browser_of(make_operator())


def text_of(browser: Client, page: str) -> str:
    return browser.get(page).content.decode()


def test_the_button_looks_at_every_promise(operator: Client):
    assert "Nobody has looked yet" in text_of(operator, "/operator/")
    assert operator.post("/operator/look/").status_code == 302
    assert current_report().checked_at is not None
    text = text_of(operator, "/operator/")
    assert text.count('class="said"') == 28
    assert "cookies set by pages: APPSESSION" in text


def test_the_report_is_downloaded_as_json(operator: Client):
    operator.post("/operator/look/")
    answer = operator.get("/operator/download/")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert [line["number"] for line in answer.json()["promises"]] == list(range(1, 29))


def test_practices_are_shown_and_nothing_they_do(operator: Client):
    member = make_member()
    make_participant(make_appointment(member, title="Geheimer Termin"), name="Kanaria Vogelsang")
    text = text_of(operator, "/operator/practices/")
    assert member.practice.name in text
    for page in ("/operator/", "/operator/visits/", "/operator/practices/"):
        shown = text_of(operator, page)
        assert "Kanaria" not in shown
        assert "Geheimer" not in shown
        assert member.user.email not in shown


def test_many_practices_cost_no_more_queries(operator: Client, django_assert_max_num_queries):
    for _ in range(12):
        make_member()
    with django_assert_max_num_queries(12):
        assert text_of(operator, "/operator/practices/").count('scope="row"') == 12


def visit(at: datetime, browser: str = "Firefox", system: str = "Windows") -> None:
    PageVisit.objects.create(at=at, browser=browser, system=system)


@pytest.mark.promise(3)
def test_visits_are_counted_by_the_operators_clock():
    for hours in (0, 1, 1, 30):
        visit(NOW - timedelta(hours=hours))
    visit(NOW, browser="Safari", system="iOS")
    day = visits_in(period_called("day"), now=NOW, zone=BERLIN)
    assert day.total == 4
    assert [one.count for one in day.times if one.count] == [2, 2]
    assert [(one.label, one.count) for one in day.browsers] == [("Firefox", 3), ("Safari", 1)]
    week = visits_in(period_called("week"), now=NOW, zone=BERLIN)
    assert [one.count for one in week.times] == [0, 0, 0, 0, 0, 1, 4]


def test_the_hour_that_does_not_exist_is_no_gap_and_the_double_one_no_error():
    """31 March: of the 24 hours before, by the clock in Berlin, one was left out."""
    spring = visits_in(period_called("day"), now=NOW, zone=BERLIN)
    assert len(spring.times) == len({one.label for one in spring.times}) == 24
    autumn = datetime(2030, 10, 27, 12, 30, tzinfo=UTC)
    assert len(visits_in(period_called("day"), now=autumn, zone=BERLIN).times) == 23
    assert len(visits_in(period_called("year"), now=autumn, zone=BERLIN).times) == 365


def test_the_page_of_visits_costs_the_same_for_many(
    operator: Client, django_assert_max_num_queries
):
    PageVisit.objects.bulk_create(
        PageVisit(at=datetime.now(UTC) - timedelta(minutes=n), browser=f"B{n}") for n in range(300)
    )
    with django_assert_max_num_queries(13):
        text = text_of(operator, "/operator/visits/?period=week")
    assert 'class="plot"' in text
    assert "others" in text
    assert "style=" not in text


def test_an_unknown_period_is_the_first_one(operator: Client):
    assert "No page was asked for" in text_of(operator, "/operator/visits/?period=eternity")


def test_bars_fit_under_their_scale():
    plot = plot_of([("a", 0), ("b", 1), ("c", 4321)])
    assert [line.value for line in plot.lines] == [0, 3000, 6000]
    assert [bar.height for bar in plot.bars][:2] == [0, 2]
    assert all(0 <= bar.y <= HEIGHT for bar in plot.bars)


@pytest.mark.parametrize(("count", "top"), [(0, 2), (3, 4), (11, 20), (99, 100), (1001, 2000)])
def test_the_scale_ends_at_a_round_number(count: int, top: int):
    assert round_above(count) == top


# -- addresses -------------------------------------------------------------------------------


def shut_out(browser: Client, network: str, minutes: str = "15"):
    return browser.post("/operator/addresses/", {"network": network, "minutes": minutes})


def test_who_asks_too_often_is_seen(operator: Client):
    stranger = Client(REMOTE_ADDR="203.0.113.7")
    for _ in range(40):
        stranger.get("/w/no-such-link/")
    text = text_of(operator, "/operator/addresses/")
    assert "203.0.113.7" in text
    assert re.search(r'<td class="num">10</td>', text)


def test_who_is_shut_out_reads_so_until_let_in_again(operator: Client):
    stranger, neighbour = Client(REMOTE_ADDR="203.0.113.7"), Client(REMOTE_ADDR="203.0.113.8")
    assert shut_out(operator, "203.0.113.7").status_code == 302
    answer = stranger.get("/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert neighbour.get("/").status_code == 200
    assert "203.0.113.7" in text_of(operator, "/operator/addresses/")
    operator.post("/operator/addresses/unblock/", {"network": "203.0.113.7"})
    assert stranger.get("/").status_code == 200


def test_of_ipv6_the_household_is_shut_out(operator: Client):
    shut_out(operator, "2001:db8:1:2:3::4")
    assert Client(REMOTE_ADDR="2001:db8:1:2:ffff::1").get("/").status_code == 429
    assert Client(REMOTE_ADDR="2001:db8:1:3::1").get("/").status_code == 200


@pytest.mark.parametrize(
    ("network", "reason"), [("nonsense", "no network address"), ("127.0.0.1", "yourself")]
)
def test_what_makes_no_sense_is_refused_and_kept(operator: Client, network: str, reason: str):
    answer = shut_out(operator, network)
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert f'value="{network}"' in answer.content.decode()
    assert Client().get("/").status_code == 200
