"""Mails about a copy of one's data and about requests."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from videoberatung.mail.outgoing import OutgoingMail
from videoberatung.rights.mails.writing import Text, written
from videoberatung.rights.models import DataCopy, DataRequest
from videoberatung.rights.words import last_day_in_words, moment_in_words


def copy_ready(copy_id: UUID) -> OutgoingMail | None:
    """None when it is gone again."""
    copies = DataCopy.objects.ready(timezone.now()).select_related("user")
    copy = copies.filter(id=copy_id).defer("sealed").first()
    if copy is None:
        return None
    user = copy.user
    with translation.override(user.language), timezone.override(user.zone):
        text = Text(
            subject=_("The copy of your data is ready"),
            greeting=_("Hello %(name)s,") % {"name": user.display_name},
            sentences=[
                _("the copy of your data that you asked for is ready."),
                _("You can fetch it in your account until %(moment)s. Then it is deleted.")
                % {"moment": date_format(localtime(copy.expires_at), _("j F Y, H:i"))},
            ],
            way=_("To my data"),
            link=f"{settings.PUBLIC_URL}{reverse('rights:data')}",
            more=[_("If you have not asked for it, please change your password.")],
        )
        return written(text, to=user.email, language=user.language)


def request_received(request_id: UUID) -> OutgoingMail | None:
    request = _readable(request_id)
    if request is None:
        return None
    with translation.override(request.language):
        text = Text(
            subject=_("We have received your request"),
            greeting=_("Hello %(name)s,") % {"name": request.name},
            sentences=[_("we have received your request about your data:")],
            facts=_facts(request),
            more=[
                _("You get our answer at this address by %(day)s at the latest.")
                % {"day": last_day_in_words(request.due_at)},
                _("If this was not you, somebody else has typed in your address."),
            ],
        )
        return written(text, to=request.email, language=request.language)


def request_answered(request_id: UUID) -> OutgoingMail | None:
    request = _readable(request_id)
    if request is None or request.answered_at is None:
        return None
    with translation.override(request.language):
        text = Text(
            subject=_("The answer to your request"),
            greeting=_("Hello %(name)s,") % {"name": request.name},
            sentences=[
                _("you asked us on %(day)s about your data. Our answer:")
                % {"day": moment_in_words(request.received_at)},
                *request.answer.splitlines(),
            ],
            more=[
                _(
                    "If you do not agree you can complain to the supervisory authority for data "
                    "protection, or go to court. You can also write to us once more."
                )
            ],
        )
        return written(text, to=request.email, language=request.language)


def _readable(request_id: UUID) -> DataRequest | None:
    return DataRequest.objects.filter(id=request_id).exclude(email="").first()


def _facts(request: DataRequest) -> list[tuple[str, str]]:
    facts = [
        (_("Received"), moment_in_words(request.received_at)),
        (_("What for"), str(request.get_kind_display())),
        (_("What you wrote"), request.text),
    ]
    return [(word, value) for word, value in facts if value]
