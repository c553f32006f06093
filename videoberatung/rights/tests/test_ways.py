"""Each right has a page, and each table about a person somebody who erases it (promise 24)."""

import pytest

from videoberatung.privacy import holdings
from videoberatung.rights import ways
from videoberatung.rights.promises import check_rights_have_a_way
from videoberatung.rights.tests.factories import NOW

PAGE = "rights:end"


@pytest.fixture
def complete(monkeypatch: pytest.MonkeyPatch) -> None:
    for article, name in ways.WAYS.items():
        monkeypatch.setitem(ways.WAYS, article, name or PAGE)


@pytest.mark.promise(24)
@pytest.mark.usefixtures("complete")
def test_with_a_page_for_every_right_the_promise_is_kept():
    assert check_rights_have_a_way(NOW).state == "kept"


@pytest.mark.breaks(24)
@pytest.mark.usefixtures("complete")
@pytest.mark.parametrize("name", ["", "rights:no-such-page"])
@pytest.mark.parametrize("article", ways.WAYS)
def test_a_right_without_a_page_is_noticed(
    article: str, name: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(ways.WAYS, article, name)
    finding = check_rights_have_a_way(NOW)
    assert finding.state == "broken"
    assert article in finding.evidence


@pytest.mark.breaks(24)
@pytest.mark.usefixtures("complete")
def test_a_table_that_nobody_erases_is_noticed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(holdings, "_of_people", [])
    assert check_rights_have_a_way(NOW).state == "broken"
