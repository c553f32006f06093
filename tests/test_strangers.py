"""Nobody sees, or learns of, what is not theirs to see.

Another practice's things: every address, by every method and by everybody, is called with
another practice's ids and with ids that exist nowhere, and nothing tells the two answers apart.
One's own practice: who gets which answer stands in one table (tests/strangers/may.py).
"""

from collections.abc import Iterator

import pytest
import time_machine
from django.http import HttpResponse

from tests.strangers.addresses import METHODS, Address, call, every_address, of_nobody, told
from tests.strangers.may import TABLE
from tests.strangers.people import PEOPLE, make_world
from videoberatung.appointments.tests.factories import TUESDAY_10

pytestmark = pytest.mark.django_db

# The outbox exists in the sample only, where everybody may read it; a link is its own key; the
# pages for booking are public.
OPEN_TO_WHO_HAS_IT = (
    "mail:mail",
    "mail:attachment",
    "rooms:link",
    "rooms:answer-link",
    "rights:undo",
    "joining:join",
    "legal:history",
    "legal:edition",
    "booking:start",
    "booking:times",
    "booking:hold",
    "booking:leave",
    "booking:details",
    "booking:sent",
    "booking:wait",
    "booking:waiting-sent",
)
ALL = every_address()
WITH_IDS = [
    address for address in ALL if address.parameters and address.name not in OPEN_TO_WHO_HAS_IT
]
REFUSED = {"403", "404", "405", "in"}
ROWS = [line.split() for line in TABLE.splitlines() if line][1:]
BY_NAME = pytest.mark.parametrize("address", ALL, ids=lambda address: address.name)


@pytest.fixture(autouse=True)
def _while_the_appointment_runs() -> Iterator[None]:
    with time_machine.travel(TUESDAY_10, tick=False):
        yield


@pytest.mark.parametrize("address", WITH_IDS, ids=lambda address: address.name)
def test_what_is_another_practices_answers_like_what_does_not_exist(address: Address):
    here, theirs = make_world("Praxis hier"), make_world("Praxis anderswo").things
    for who, browser in here.browsers.items():
        for method in METHODS:
            foreign = told(call(browser, method, address.url(theirs)), theirs)
            missing = told(call(browser, method, address.url(of_nobody(theirs))), of_nobody(theirs))
            assert foreign == missing, (who, method)
            assert foreign[0] in (302, 401, 403, 404, 405), (who, method)


@BY_NAME
def test_in_ones_own_practice_everybody_gets_what_the_table_says(address: Address):
    world = make_world("Praxis hier")
    url = address.url(world.things)
    answers = {
        method: [_word(call(world.browsers[who], method, url)) for who in PEOPLE]
        for method in METHODS
    }
    listed = {method for name, method, *_ in ROWS if name == address.name}
    found = [
        [address.name, method, *cells]
        for method, cells in answers.items()
        if method in listed or not _is_nothing_new(method, answers)
    ]
    assert _text(found) == _text([row for row in ROWS if row[0] == address.name])


def test_the_table_names_every_address_and_no_other():
    assert {row[0] for row in ROWS} == {address.name for address in ALL}


def _is_nothing_new(method: str, answers: dict[str, list[str]]) -> bool:
    """Refused to everybody, or no more than what is listed for another method."""
    same_as = {"head": "get", "put": "post"}.get(method)  # Django's own form views know PUT
    if same_as and answers[method] == answers[same_as]:
        return True
    leads_away = {"302"} if method in ("patch", "delete", "options") else set()
    return REFUSED | leads_away >= set(answers[method])


def _word(answer: HttpResponse) -> str:
    if answer.status_code == 302 and answer["Location"].startswith("/login/"):
        return "in"
    if answer.request["REQUEST_METHOD"] == "OPTIONS" and not answer.content:
        return "405"  # Django's own form views name their methods, and no more
    return str(answer.status_code)


def _text(rows: list[list[str]]) -> str:
    """Aligned as in the table, so that a line can be copied from here once it is judged right."""
    return "\n".join(
        f"{name:30} {method:7}" + "".join(f"{cell:>6}" for cell in cells)
        for name, method, *cells in sorted(rows)
    )
