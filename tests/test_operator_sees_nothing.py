"""Whoever runs the service learns no more of a practice than any stranger with an account."""

import pytest
import time_machine

from tests.strangers.addresses import METHODS, Address, call, every_address, told
from tests.strangers.people import make_world
from videoberatung.accounts.models import User
from videoberatung.appointments.tests.factories import TUESDAY_10
from videoberatung.backoffice.tests.factories import browser_of, make_operator

OTHERS = [one for one in every_address() if not one.name.startswith("backoffice:")]
# One's own account: an operator has a password and a passkey, and a page of their own to begin.
OWN = ("account", "mfa", "rights:", "appointments:home")

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", OTHERS, ids=lambda address: address.name)
def test_an_operator_sees_no_more_of_a_practice_than_any_stranger(address: Address):
    with time_machine.travel(TUESDAY_10, tick=False):
        world = make_world("Praxis hier")
        operator = browser_of(make_operator())
        stranger = browser_of(User.objects.create_user("stranger@example.org"))
        for method in METHODS:
            url = address.url(world.things)
            seen = told(call(operator, method, url), world.things)
            usual = told(call(stranger, method, url), world.things)
            if not address.name.startswith(OWN):
                assert seen[0] == usual[0], method
            for secret in ("Erika Muster", "Kontrolltermin"):
                assert secret not in seen[2] or secret in usual[2], method
