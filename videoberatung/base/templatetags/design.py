"""Small parts of the look that templates need; docs/design.md shows them all."""

from datetime import datetime
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from videoberatung.base.icons import ICONS
from videoberatung.base.names import initials_of
from videoberatung.base.problems import Problem, problems_of

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon beside words: never alone, so hidden from screen readers. KeyError if unknown."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>',
        ICONS[name],
    )


@register.filter
def initials(name: str) -> str:
    return initials_of(name)


@register.simple_tag
def clock(moment: datetime) -> SafeString:
    """The time of day in the current time zone, "14:30" in both languages."""
    local = timezone.localtime(moment)
    return format_html(
        '<time class="num" datetime="{}">{}</time>', local.isoformat(), local.strftime("%H:%M")
    )


@register.filter
def day_in_words(moment: datetime) -> str:
    """ "Montag, 23. November" or "Monday, 23 November", in the current time zone."""
    # Translators: a date without its year, in the notation of Django's date filter.
    return date_format(timezone.localtime(moment), _("l, j F"))


@register.inclusion_tag("base/forms/_summary.html")
def error_summary(*forms: "BaseForm | BaseFormSet[Any] | None") -> dict[str, list[Problem]]:
    """Everything that is wrong on this page, each entry a link to its field.

    None is a form that this page does not show.
    """
    shown = [form for form in forms if form is not None]
    return {"problems": [problem for form in shown for problem in problems_of(form)]}
