from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from videoberatung.appointments.tests.factories import MONDAY
from videoberatung.practices.models import Membership
from videoberatung.practices.tests.factories import make_member


@pytest.fixture
def on_monday() -> Iterator[None]:
    """It is ten o'clock on the day before, and stays so."""
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def ada(client: Client) -> Membership:
    """A provider, signed in at `client`."""
    member = make_member()
    client.force_login(member.user)
    return member
