"""Writes a mail about an account when it leaves."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from videoberatung.accounts.codes import CODE_LIFE
from videoberatung.accounts.letter_words import WORDS, Words
from videoberatung.accounts.models import Letter
from videoberatung.base.sealing import unseal
from videoberatung.mail.outgoing import OutgoingMail


def letter(letter_id: UUID) -> OutgoingMail | None:
    """None once its time is over or its code was used."""
    row = Letter.objects.worth_sending(timezone.now()).filter(id=letter_id).first()
    if row is None:
        return None
    with translation.override(row.language):
        context = _context(row, WORDS[row.kind])
        return OutgoingMail(
            to=row.address,
            subject=context["subject"],
            text=render_to_string("account/mails/letter.txt", context),
            html=render_to_string("account/mails/letter.html", context),
            language=row.language,
        )


def _context(row: Letter, words: Words) -> dict[str, Any]:
    code = unseal(row.sealed_code) if row.sealed_code else ""
    minutes = int(CODE_LIFE.total_seconds() // 60)
    context: dict[str, Any] = {
        "subject": _(words.subject),
        "says": [_(sentence) for sentence in words.says],
        "if_not_you": _(words.if_not_you),
        "code": code,
        # Apart for the eye; typed in with or without the gap.
        "code_parts": [code[:4], code[4:]],
        "code_lasts": ngettext(
            "It works once, and for %(count)d minute.",
            "It works once, and for %(count)d minutes.",
            minutes,
        )
        % {"count": minutes},
        "site": settings.PUBLIC_URL,
    }
    if words.way:
        name, label = words.way
        context["way"] = {"url": _absolute(name), "label": _(label)}
    if words.is_notice:
        context["when"] = _moment(row)
        context["reset_url"] = "" if words.way else _absolute("account_reset_password")
    return context


def _moment(row: Letter) -> str:
    # Translators: date and time of day, in the notation of Django's date filter.
    return date_format(timezone.localtime(row.created_at), _("l, j F Y, H:i"))


def _absolute(name: str) -> str:
    return settings.PUBLIC_URL + reverse(name)
