"""Mails to the operator about requests: that there is one, and until when. Nobody's words."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from videoberatung.accounts.models import User
from videoberatung.mail.outgoing import OutgoingMail
from videoberatung.rights.mails.writing import Text, written
from videoberatung.rights.models import DataRequest
from videoberatung.rights.words import last_day_in_words, moment_in_words

LANGUAGE = User.Language.GERMAN


def request_received(request_id: UUID) -> OutgoingMail | None:
    with translation.override(LANGUAGE):
        return _mail(request_id, _("A request about data was received"))


def request_due_soon(request_id: UUID) -> OutgoingMail | None:
    with translation.override(LANGUAGE):
        return _mail(request_id, _("A request about data is waiting for its answer"))


def _mail(request_id: UUID, subject: str) -> OutgoingMail | None:
    """None once it is answered."""
    request = DataRequest.objects.open().filter(id=request_id).first()
    if request is None:
        return None
    text = Text(
        subject=subject,
        greeting=_("Hello,"),
        sentences=[_("somebody has asked about their data.")],
        facts=[
            (_("What for"), str(request.get_kind_display())),
            (_("Received"), moment_in_words(request.received_at)),
            (_("Answer by"), last_day_in_words(request.due_at)),
        ],
        way=_("To the request"),
        link=f"{settings.PUBLIC_URL}{reverse('backoffice:request', args=[request.id])}",
        more=[_("What was written stands there alone.")],
    )
    return written(text, to=settings.OPERATOR.email, language=LANGUAGE)
