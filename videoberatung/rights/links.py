"""The link that takes a notice back: made from the row, never stored (base/tokens.py)."""

from django.conf import settings
from django.urls import reverse

from videoberatung.base.tokens import is_token_of, row_named_in, token_of
from videoberatung.rights.models import AccountEnding, PracticeClosing

Undoable = AccountEnding | PracticeClosing

_ACCOUNT, _PRACTICE = "rights: keep the account", "rights: keep the practice"


def link_to_undo(notice: Undoable) -> str:
    """The whole address, as it stands in mails."""
    path = reverse("rights:undo", kwargs={"token": token_to_undo(notice)})
    return f"{settings.PUBLIC_URL}{path}"


def token_to_undo(notice: Undoable) -> str:
    purpose = _ACCOUNT if isinstance(notice, AccountEnding) else _PRACTICE
    return token_of(notice.id, notice.link_version, purpose=purpose)


def named_by(token: str) -> Undoable | None:
    """What the token takes back; None if there is nothing (any more)."""
    row = row_named_in(token)
    if row is None:
        return None
    ending = AccountEnding.objects.select_related("user").filter(id=row).first()
    if ending and is_token_of(token, row, ending.link_version, purpose=_ACCOUNT):
        return ending
    closings = PracticeClosing.objects.announced().select_related("practice")
    closing = closings.filter(id=row).first()
    if closing and is_token_of(token, row, closing.link_version, purpose=_PRACTICE):
        return closing
    return None
