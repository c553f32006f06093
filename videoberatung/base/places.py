"""Countries and time zones to choose from."""

import gettext as catalogues
import unicodedata
from functools import cache
from itertools import groupby
from zoneinfo import available_timezones

import pycountry
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

DEFAULT_COUNTRY = "DE"
_NEAR = ("DE", "AT", "CH")
_CONTINENTS: dict[str, Promise] = {
    "Europe": _("Europe"),
    "Africa": _("Africa"),
    "America": _("America"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic Ocean"),
    "Australia": _("Australia"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific Ocean"),
}

Choices = list[tuple[str, str]]


def countries() -> Choices:
    """Code (ISO 3166-1 alpha-2) and name in the current language; the near ones first."""
    return _countries(get_language() or "de")


@cache
def time_zones() -> list[tuple[Promise, Choices]]:
    """By continents: name in the IANA database, and its city."""
    known = sorted(zone for zone in available_timezones() if _continent(zone) in _CONTINENTS)
    groups = {name: list(zones) for name, zones in groupby(known, key=_continent)}
    return [
        (label, [(zone, city_of(zone)) for zone in groups.get(continent, [])])
        for continent, label in _CONTINENTS.items()
    ]


@cache
def _countries(language: str) -> Choices:
    # The names come with the list, in the translations of Debian's iso-codes.
    names = catalogues.translation(
        "iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True
    )
    named = [
        (country.alpha_2, names.gettext(getattr(country, "common_name", country.name)))
        for country in pycountry.countries
    ]
    return sorted(named, key=lambda pair: (_far(pair[0]), _without_accents(pair[1])))


def _far(code: str) -> int:
    return _NEAR.index(code) if code in _NEAR else len(_NEAR)


def _without_accents(name: str) -> str:
    """Österreich stands at O, where people look for it."""
    letters = unicodedata.normalize("NFD", name)
    return "".join(one for one in letters if not unicodedata.combining(one)).casefold()


def _continent(zone: str) -> str:
    return zone.partition("/")[0]


def city_of(zone: str) -> str:
    """ "Argentina / Buenos Aires" for America/Argentina/Buenos_Aires."""
    return zone.partition("/")[2].replace("_", " ").replace("/", " / ")
