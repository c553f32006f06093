import pytest
from django.test import Client

from videoberatung.practices.models import Membership
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member


@pytest.fixture
def owner(client: Client) -> Membership:
    """Signed in at `client`."""
    member = make_member(role=Role.OWNER)
    client.force_login(member.user)
    return member
