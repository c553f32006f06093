from videoberatung.appointments.models import Participant
from videoberatung.mail.services import queue_mail


def tell(kind: str, participant: Participant) -> None:
    """Queue a mail to them, in the caller's transaction; none to who has no address."""
    if participant.email:
        queue_mail(kind, participant.id, until=participant.appointment.ends_at)
