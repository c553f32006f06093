"""The three pages the law wants: what they are called and what they say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from videoberatung.legal import words
from videoberatung.legal.uses import sections

Facts = Callable[[], Mapping[str, Any]]


def operator_facts() -> dict[str, Any]:
    operator = settings.OPERATOR
    return {
        "operator": operator,
        "operator_name": words.full_name(operator),
        "support_hours": [words.opening_in_words(one) for one in operator.support_hours],
        "public_url": settings.PUBLIC_URL,
    }


def privacy_facts() -> dict[str, Any]:
    recipients = [
        {
            "kind": words.kind_in_words(one.kind),
            "who": words.recipient_in_words(one),
            "gets": words.what_it_gets(one),
            "standing": words.standing_of(one),
        }
        for one in settings.OPERATOR.recipients
    ]
    return operator_facts() | {
        "sections": sections(),
        "recipients": recipients,
        "is_relay_only": settings.RELAY_ONLY,
        "cookie": settings.SESSION_COOKIE_NAME,
        "log_days": settings.ACCESS_LOG_KEPT.days,
    }


@dataclass(frozen=True)
class LegalPage:
    """`name` is that of its address, its template and its editions."""

    name: str
    title: Promise
    facts: Facts

    @property
    def url_name(self) -> str:
        return f"legal:{self.name}"

    @property
    def template(self) -> str:
        return f"legal/_{self.name}.html"

    def body(self) -> SafeString:
        """Its HTML in the current language, without the page around it."""
        return render_to_string(self.template, dict(self.facts()))


IMPRINT = LegalPage("imprint", _("Imprint"), operator_facts)
PRIVACY = LegalPage("privacy", _("Privacy"), privacy_facts)
ACCESSIBILITY = LegalPage("accessibility", _("Accessibility"), operator_facts)
PAGES = (IMPRINT, PRIVACY, ACCESSIBILITY)


def page_named(name: str) -> LegalPage | None:
    return next((page for page in PAGES if page.name == name), None)
