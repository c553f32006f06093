from datetime import datetime

from videoberatung.appointments.codes import digest_for
from videoberatung.appointments.models import Participant

MOST_AT_ONCE = 500


def give_codes(now: datetime) -> int:
    """A typed code to everybody expected who has none yet; how many.

    One query, and one for each of them. Who is planned has one from the start: this is for those
    an earlier release has planned.
    """
    given = 0
    for participant in Participant.objects.without_code(now)[:MOST_AT_ONCE]:
        unchanged = Participant.objects.filter(
            id=participant.id, link_version=participant.link_version
        )
        given += unchanged.update(code_digest=digest_for(participant))
    return given
