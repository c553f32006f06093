"""A member of one practice never sees, and never learns of, what another practice has.

Every address of the product is called with another practice's ids and with ids that exist
nowhere, by every role and by somebody who is not signed in. The two must be told apart by
nothing: neither by the status nor by a word of the page.
"""

import re
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from videoberatung.appointments.tests.factories import make_participant
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member, make_practice

pytestmark = pytest.mark.django_db

NOWHERE = UUID(int=0)
# The outbox exists in the sample only, where everybody may read it; a link is its own key.
OPEN_TO_WHO_HAS_IT = ("mail:mail", "mail:attachment", "rooms:link")
Values = dict[str, object]


@dataclass(frozen=True)
class Address:
    name: str
    parameters: tuple[str, ...]


def addresses(resolver: URLResolver, namespace: str = "") -> list[Address]:
    found: list[Address] = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found += addresses(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            found.append(Address(f"{namespace}{entry.name}", tuple(entry.pattern.converters)))
    return found


ALL = addresses(get_resolver())
WITH_IDS = [
    address for address in ALL if address.parameters and address.name not in OPEN_TO_WHO_HAS_IT
]


def of_another_practice() -> Values:
    participant = make_participant()
    return {
        "appointment_id": participant.appointment_id,
        "participant_id": participant.id,
        "session": 1,
    }


def of_nobody() -> Values:
    return {"appointment_id": NOWHERE, "participant_id": NOWHERE, "session": 1}


def call(client: Client, method: str, address: Address, values: Values) -> tuple[int, str]:
    """Status and page, without what differs between any two answers."""
    url = reverse(address.name, kwargs={key: values[key] for key in address.parameters})
    answer = getattr(client, method)(url)
    page = answer.content.decode() if not answer.streaming else ""
    ids = "|".join(re.escape(str(value)) for value in values.values())
    return answer.status_code, re.sub(rf"csrf\S+ value=\"\w+\"|{ids}", "", page)


def test_every_parameter_of_an_address_is_known_to_this_test():
    known = set(of_nobody())
    assert {name for address in WITH_IDS for name in address.parameters} <= known


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
@pytest.mark.parametrize("address", WITH_IDS, ids=lambda address: address.name)
def test_what_is_another_practices_answers_like_what_does_not_exist(
    client: Client, address: Address, method: str, role: Role
):
    client.force_login(make_member(make_practice("Praxis Fremd"), role).user)
    theirs = call(client, method, address, of_another_practice())
    nothing = call(client, method, address, of_nobody())
    assert theirs == nothing
    assert theirs[0] in (403, 404, 405)


@pytest.mark.parametrize("address", WITH_IDS, ids=lambda address: address.name)
def test_who_is_not_signed_in_learns_nothing(client: Client, address: Address):
    theirs = call(client, "get", address, of_another_practice())
    nothing = call(client, "get", address, of_nobody())
    assert theirs == nothing
    assert theirs[0] in (302, 401, 403, 404, 405)


def test_the_same_addresses_open_to_their_owner(client: Client):
    """The control: it is the practice that makes the difference, not a broken address."""
    participant = make_participant()
    appointment = participant.appointment
    client.force_login(appointment.moderator.user)
    page = client.get(reverse("appointments:detail", args=[appointment.id]))
    assert page.status_code == 200
    assert participant.email in page.content.decode()
