"""The help says of every role what the rules say."""

import re

import pytest
from django.test import Client

from videoberatung.practices.roles import Action, Role, may
from videoberatung.practices.tests.factories import make_member, make_practice

pytestmark = pytest.mark.django_db

WORDS = {
    "yes": {True},
    "no": {False},
    "if they hold consultations": {True, False},
    "if the practice allows it": {True, False},
}


def cells(page: str) -> list[list[str]]:
    """The words of each row, without the name of the role that a small screen shows."""
    rows = re.findall(r'<th role="rowheader".*?</tr>', page, re.DOTALL)
    found = [re.findall(r"</span>(.*?)</td>", row, re.DOTALL) for row in rows]
    return [[re.sub(r"<.*?>", "", cell).strip() for cell in row] for row in found]


def test_each_cell_is_what_members_of_that_role_may(client: Client):
    page = client.get("/help/roles/", headers={"accept-language": "en"}).content.decode()
    table = cells(page)
    assert (len(table), {len(row) for row in table}) == (len(Action), {len(Role)})
    for action, row in zip(Action, table, strict=True):
        for role, words in zip(Role, row, strict=True):
            assert _what_they_may(role, action) == WORDS[words], (role, action)


def test_it_stands_there_in_german_for_everybody(client: Client):
    page = client.get("/help/roles/", headers={"accept-language": "de"}).content.decode()
    assert "Was die Rollen dürfen" in page
    assert "wenn die Praxis es erlaubt" in page


def _what_they_may(role: Role, action: Action) -> set[bool]:
    answers = set()
    for extended in (False, True):
        practice = make_practice()
        practice.providers_plan_for_all = practice.providers_see_all_waiting = extended
        holdings = (True, False) if role == Role.OWNER else (role == Role.PROVIDER,)
        for holds in holdings:
            answers.add(may(make_member(practice, role, holds_consultations=holds), action))
    return answers
