"""A practice with somebody of every kind, each at a browser of their own."""

from dataclasses import dataclass

from django.test import Client

from tests.strangers.addresses import Values
from videoberatung.accounts.models import User
from videoberatung.accounts.tests.factories import make_picture
from videoberatung.accounts.tests.steps import make_browser_session, make_passkey
from videoberatung.appointments.access import link_for
from videoberatung.appointments.models import Participant
from videoberatung.appointments.tests.factories import make_appointment, make_feed, make_participant
from videoberatung.appointments.tests.series_factories import make_series
from videoberatung.booking.tests.factories import (
    make_entry,
    make_exception,
    make_page,
    make_service,
)
from videoberatung.practices.invitation_links import token_for
from videoberatung.practices.models import Logo, Membership
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import (
    make_member,
    make_practice,
    make_team_invitation,
)
from videoberatung.rights.tests.factories import make_data_request

MEMBERS = {
    "owner": (Role.OWNER, True),
    "lead": (Role.OWNER, False),
    "administrator": (Role.ADMINISTRATOR, False),
    "provider": (Role.PROVIDER, True),
    "colleague": (Role.PROVIDER, True),
    "organiser": (Role.ORGANISER, False),
}
WITHOUT_PRACTICE = ("client", "link", "guest", "nobody")
PEOPLE = (*MEMBERS, *WITHOUT_PRACTICE)

BY_BOOKING_LINK = (
    "booking:booking/token",
    "booking:confirm/token",
    "booking:cancel/token",
    "booking:move/token",
    "booking:entry/token",
    "booking:join/token",
    "booking:accept/token",
    "booking:decline/token",
    "booking:leave-list/token",
)


@dataclass(frozen=True)
class World:
    """`things` are the provider's; the client has an account under the address they invited,
    `link` has opened the link of that invitation.

    `guest` has opened the link of another appointment.
    """

    browsers: dict[str, Client]
    things: Values


def make_world(name: str) -> World:
    practice = make_practice(name)
    members = {
        who: make_member(practice, role, holds_consultations=holds)
        for who, (role, holds) in MEMBERS.items()
    }
    appointment = make_appointment(members["provider"])
    participant = make_participant(appointment, email=f"client-{practice.id}@example.org")
    client = User.objects.create_user(participant.email)
    browsers = {who: _signed_in(member.user) for who, member in members.items()}
    browsers["client"] = _signed_in(client)
    browsers["link"] = _with_link(participant)
    browsers["guest"] = _with_link(make_participant(make_appointment(members["provider"])))
    browsers["nobody"] = Client()
    return World(browsers, things_of(members["provider"], participant))


def things_of(member: Membership, participant: Participant) -> Values:
    """One of each thing that has an address. An address with a new parameter: add it here.

    A parameter that means something else at one address: "name of the address/parameter".
    """
    invitation = make_team_invitation(member.practice)
    page = make_page(member.practice)
    service = make_service(member)
    return {
        "appointment_id": participant.appointment_id,
        "participant_id": participant.id,
        "session_id": make_browser_session(member.user).id,
        "pk": make_passkey(member.user).pk,
        "practice_id": member.practice_id,
        "logo_id": Logo.objects.create(practice=member.practice, content=b"WebP").id,
        "session": 1,
        "picture_id": make_picture(member.user).id,
        "rooms:link/token": link_for(participant).split("/")[-2],
        "rooms:answer-link/token": link_for(participant).split("/")[-2],
        "rights:undo/token": "no-such-notice",
        "series_id": make_series(moderator=member).id,
        "member_id": member.id,
        "invitation_id": invitation.id,
        "joining:join/token": token_for(invitation),
        "slug": page.slug,
        "service_id": service.id,
        "entry_id": make_entry(service).id,
        "exception_id": make_exception(member).id,
        **dict.fromkeys(BY_BOOKING_LINK, "no-such-booking"),
        "request_id": make_data_request(member.user).id,
        "feed_id": make_feed(member).id,
        "appointments:feed/token": "no-such-feed",
        "name": "no-such-mail",
        "legal:history/name": "privacy",
        "checksum": "no-such-edition",
        "number": 1,
    }


def _signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def _with_link(participant: Participant) -> Client:
    browser = Client()
    browser.get(link_for(participant))
    return browser
