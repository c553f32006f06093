from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from videoberatung.base.places import countries, time_zones


@pytest.mark.parametrize(
    ("language", "first", "sorted_in"),
    [
        ("de", ["Deutschland", "Österreich", "Schweiz"], ["Ägypten", "Albanien", "Zypern"]),
        ("en", ["Germany", "Austria", "Switzerland"], ["Bolivia", "Cyprus", "Yemen"]),
    ],
)
def test_countries_are_named_in_the_language_of_the_page(language, first, sorted_in):
    with translation.override(language):
        names = [name for _code, name in countries()]
    assert names[:3] == first
    assert sorted(sorted_in, key=names.index) == sorted_in
    assert len(names) == len(set(names)) == 249


def test_every_time_zone_to_choose_exists_and_the_near_ones_come_first():
    continents = time_zones()
    assert str(continents[0][0]) == "Europa"
    zones = [zone for _continent, cities in continents for zone, _city in cities]
    assert {"Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Tokyo"} <= set(zones)
    assert all(ZoneInfo(zone) for zone in zones)
    assert dict(continents[0][1])["Europe/Isle_of_Man"] == "Isle of Man"
