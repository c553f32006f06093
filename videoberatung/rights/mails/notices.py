"""The confirmation of a notice from the public page: the truth, to the address alone."""

from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from videoberatung.mail.outgoing import OutgoingMail
from videoberatung.rights.declared import Declared, unsealed
from videoberatung.rights.links import Undoable, link_to_undo
from videoberatung.rights.mails.writing import Text, written
from videoberatung.rights.models import AccountEnding, Notice, PracticeClosing
from videoberatung.rights.words import facts_of, last_day_in_words


def confirmation(notice_id: UUID) -> OutgoingMail | None:
    """None once what was declared is erased."""
    notices = Notice.objects.readable().select_related("user", "practice")
    notice = notices.filter(id=notice_id).first()
    if notice is None:
        return None
    declared = unsealed(notice.sealed)
    with translation.override(notice.language):
        return written(_text(notice, declared), to=declared.email, language=notice.language)


def _text(notice: Notice, declared: Declared) -> Text:
    begun = _begun_by(notice)
    return Text(
        subject=_("Your notice of termination was received"),
        greeting=_("Hello %(name)s,") % {"name": declared.name},
        sentences=[_("your notice of termination was received. You declared:")],
        facts=facts_of(declared, notice.received_at),
        way=_("Take the notice back") if begun else "",
        link=link_to_undo(begun) if begun else "",
        more=[
            *_what_follows(notice, begun),
            _("If this was not you, somebody else has typed in your address."),
        ],
    )


def _begun_by(notice: Notice) -> Undoable | None:
    """What runs because of it; None: nothing (any more)."""
    if notice.outcome == Notice.Outcome.ACCOUNT_ENDS:
        return AccountEnding.objects.select_related("user").filter(user=notice.user).first()
    if notice.outcome == Notice.Outcome.PRACTICE_CLOSES:
        announced = PracticeClosing.objects.announced().select_related("practice")
        return announced.filter(practice=notice.practice).first()
    return None


def _what_follows(notice: Notice, begun: Undoable | None) -> list[str]:
    if isinstance(begun, AccountEnding):
        closings = PracticeClosing.objects.announced().led_by(begun.user)
        return [_account_goes(begun), *(_goes_with_it(one) for one in closings)]
    if isinstance(begun, PracticeClosing):
        return [_practice_goes(begun)]
    return [_nothing_begun(notice.outcome)]


def _account_goes(ending: AccountEnding) -> str:
    return _(
        "Your account works until the end of %(day)s. Then it is erased. Until then you can take "
        "the notice back without signing in."
    ) % {"day": last_day_in_words(ending.ends_at)}


def _goes_with_it(closing: PracticeClosing) -> str:
    return _(
        "%(practice)s closes with it, because it would have no owner any more. What that means "
        "stands in an e-mail of its own."
    ) % {"practice": closing.practice.name}


def _practice_goes(closing: PracticeClosing) -> str:
    return _(
        "%(practice)s can be used until the end of %(day)s. Then the contract ends and the "
        "practice is closed. Until then you can take the notice back without signing in."
    ) % {"practice": closing.practice.name, "day": last_day_in_words(closing.ends_at)}


def _nothing_begun(outcome: str) -> str:
    sentences = {
        Notice.Outcome.UNKNOWN_ADDRESS: _(
            "We know no account with this e-mail address, so nothing is deleted. If you use "
            "another address with us, please give notice with that one."
        ),
        Notice.Outcome.NOT_AN_OWNER: _(
            "Only an owner can end the contract of a practice, and you are none. So nothing "
            "changes. You can end your own account with a notice of its own."
        ),
        Notice.Outcome.WHICH_PRACTICE: _(
            "You own several practices, and we could not tell which one you mean. Please give "
            "notice once more with its exact name."
        ),
    }
    return sentences.get(
        Notice.Outcome(outcome), _("The notice has been taken back. Everything stays as it was.")
    )
