import pytest

from videoberatung.base.browsers import Browser, browser_named_in

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)


@pytest.mark.promise(1)
@pytest.mark.parametrize(
    ("user_agent", "browser"),
    [
        (FIREFOX, Browser("Firefox", "140", "Windows")),
        (IPHONE, Browser("Mobile Safari", "18", "iOS")),
        ("", Browser("", "", "")),
        ("a program of my own, erika@example.org", Browser("", "", "")),
        ("\x00" + "(" * 100_000, Browser("", "", "")),
    ],
)
def test_family_version_and_system_are_all_that_stays(user_agent: str, browser: Browser):
    assert browser_named_in(user_agent) == browser


def test_people_read_it_as_one_line():
    assert str(Browser("Firefox", "140", "Windows")) == "Firefox 140, Windows"
    assert str(Browser("Firefox", "", "")) == "Firefox"
    assert str(Browser("", "", "")) == ""
