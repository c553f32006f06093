"""Mails about an account that ends and a practice that closes."""

from collections.abc import Callable
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from videoberatung.accounts.models import User
from videoberatung.mail.outgoing import OutgoingMail
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import Role
from videoberatung.rights.links import link_to_undo
from videoberatung.rights.mails.writing import Text, written
from videoberatung.rights.models import AccountEnding, PracticeClosing
from videoberatung.rights.words import last_day_in_words, moment_in_words


def account_ends(ending_id: UUID) -> OutgoingMail | None:
    ending = _ending(ending_id)
    return _account_mail(ending, _account_ends_text) if ending else None


def account_ends_soon(ending_id: UUID) -> OutgoingMail | None:
    ending = _ending(ending_id)
    return _account_mail(ending, _account_ends_soon_text) if ending else None


def account_stays(user_id: UUID) -> OutgoingMail | None:
    """None when there is a new notice by now."""
    user = User.objects.filter(id=user_id, erased_at=None, ending=None).first()
    if user is None:
        return None
    with translation.override(user.language):
        text = Text(
            subject=_("Your account stays"),
            greeting=_hello(user),
            sentences=[_("The notice is taken back. Your account stays as it was.")],
        )
        return written(text, to=user.email, language=user.language)


def practice_closes(membership_id: UUID) -> OutgoingMail | None:
    membership = _member(membership_id)
    closing = _closing(membership) if membership else None
    if membership is None or closing is None:
        return None
    user = membership.user
    with translation.override(user.language):
        return written(
            _practice_closes_text(membership, closing), to=user.email, language=user.language
        )


def practice_stays(membership_id: UUID) -> OutgoingMail | None:
    membership = _member(membership_id)
    if membership is None or _closing(membership):
        return None
    user, practice = membership.user, membership.practice.name
    with translation.override(user.language):
        text = Text(
            subject=_("%(practice)s is not closed") % {"practice": practice},
            greeting=_hello(user),
            sentences=[
                _("The notice for %(practice)s is taken back. Everything stays as it was.")
                % {"practice": practice}
            ],
        )
        return written(text, to=user.email, language=user.language)


def _account_ends_text(ending: AccountEnding) -> Text:
    return Text(
        subject=_("Your account ends on %(day)s") % {"day": last_day_in_words(ending.ends_at)},
        greeting=_hello(ending.user),
        sentences=[
            _("we have received notice for your account."),
            _("It works until the end of its last day. After that it is erased."),
        ],
        facts=_facts(ending),
        way=_("Keep my account"),
        link=link_to_undo(ending),
        more=[_("If you have not given notice yourself, please press the button and tell us.")],
    )


def _account_ends_soon_text(ending: AccountEnding) -> Text:
    return Text(
        subject=_("Your account ends on %(day)s") % {"day": last_day_in_words(ending.ends_at)},
        greeting=_hello(ending.user),
        sentences=[_("in a few days your account is erased, as announced. Nothing is left to do.")],
        facts=_facts(ending),
        way=_("Keep my account"),
        link=link_to_undo(ending),
        more=[_("If you have not given notice yourself, please press the button and tell us.")],
    )


def _practice_closes_text(membership: Membership, closing: PracticeClosing) -> Text:
    practice, day = membership.practice.name, last_day_in_words(closing.ends_at)
    is_owner = membership.role == Role.OWNER
    return Text(
        subject=_("%(practice)s closes on %(day)s") % {"practice": practice, "day": day},
        greeting=_hello(membership.user),
        sentences=[
            _("we have received notice for %(practice)s.") % {"practice": practice},
            _(
                "Until the end of the last day everything works. Then the practice closes: "
                "appointments after that day are cancelled and those invited are told, nobody "
                "has access any more, and its data are deleted."
            ),
        ],
        facts=[
            (_("Received"), moment_in_words(closing.received_at)),
            (_("Last day"), day),
        ],
        way=_("Keep the practice") if is_owner else "",
        link=link_to_undo(closing) if is_owner else "",
        more=[] if is_owner else [_("An owner of the practice can take the notice back.")],
    )


def _account_mail(ending: AccountEnding, write: Callable[[AccountEnding], Text]) -> OutgoingMail:
    user = ending.user
    with translation.override(user.language):
        return written(write(ending), to=user.email, language=user.language)


def _facts(ending: AccountEnding) -> list[tuple[str, str]]:
    return [
        (_("Received"), moment_in_words(ending.received_at)),
        (_("Last day"), last_day_in_words(ending.ends_at)),
    ]


def _hello(user: User) -> str:
    return _("Hello %(name)s,") % {"name": user.display_name}


def _ending(ending_id: UUID) -> AccountEnding | None:
    return AccountEnding.objects.select_related("user").filter(id=ending_id).first()


def _member(membership_id: UUID) -> Membership | None:
    places = Membership.objects.current().select_related("user", "practice")
    return places.filter(id=membership_id).first()


def _closing(membership: Membership) -> PracticeClosing | None:
    return PracticeClosing.objects.announced().filter(practice=membership.practice).first()
