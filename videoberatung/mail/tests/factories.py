from uuid import UUID, uuid4

from videoberatung.mail.models import QueuedMail
from videoberatung.mail.outgoing import OutgoingMail
from videoberatung.mail.registry import register_mail
from videoberatung.mail.services import queue_mail

KIND = "invitation_of_a_test"


def address_of(subject_id: UUID) -> str:
    return f"gast-{subject_id.hex[:8]}@example.org"


def write(subject_id: UUID) -> OutgoingMail:
    return OutgoingMail(to=address_of(subject_id), subject="Ihr Termin", text="Guten Tag")


def register_invitation() -> None:
    register_mail(KIND, write)


def make_queued_mail(subject_id: UUID | None = None, *, kind: str = KIND) -> QueuedMail:
    """A mail that waits from now on."""
    subject_id = subject_id or uuid4()
    queue_mail(kind, subject_id)
    return QueuedMail.objects.filter(subject_id=subject_id).latest("number")
