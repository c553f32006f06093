"""Every address of the product, called as a browser or a program would."""

import re
from copy import deepcopy
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
NOWHERE = UUID(int=0)
Values = dict[str, object]


@dataclass(frozen=True)
class Address:
    name: str
    parameters: tuple[str, ...]

    def url(self, values: Values) -> str:
        """`values` may say what a parameter means at this address alone: "name/parameter"."""
        of_mine = {
            key: values.get(f"{self.name}/{key}", values.get(key)) for key in self.parameters
        }
        return reverse(self.name, kwargs=of_mine)


def every_address() -> list[Address]:
    return _addresses(get_resolver())


def _addresses(resolver: URLResolver, namespace: str = "") -> list[Address]:
    found: list[Address] = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found += _addresses(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            found.append(Address(f"{namespace}{entry.name}", tuple(entry.pattern.converters)))
    return found


def of_nobody(values: Values) -> Values:
    """The same with ids that exist nowhere."""
    nowhere = {key: NOWHERE for key, value in values.items() if isinstance(value, UUID)}
    return values | nowhere | {"pk": 10**9 + 7}


def call(browser: Client, method: str, url: str) -> HttpResponse:
    """The answer; whatever it did is undone. Each call is the first of its minute."""
    cache.clear()
    cookies = deepcopy(browser.cookies)
    with transaction.atomic():
        answer: HttpResponse = getattr(browser, method)(url)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return answer


def told(answer: HttpResponse, values: Values) -> tuple[int, str, str]:
    """Status, way on and page, without what differs between any two answers."""
    page = answer.content.decode() if not answer.streaming else ""
    # The longest first: a number must not bite off the beginning of an id.
    known = sorted(map(str, values.values()), key=len, reverse=True)
    own = "|".join([r"csrf\S+ value=\"\w+\"", *map(re.escape, known)])
    return answer.status_code, re.sub(own, "", answer.get("Location", "")), re.sub(own, "", page)
