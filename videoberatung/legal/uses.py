"""What is declared, arranged for people to read."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from videoberatung.legal.words import receivers_in_words
from videoberatung.privacy.field_names import field_name
from videoberatung.privacy.inventory import Model, PersonalData, Responsible, declared
from videoberatung.privacy.law import law_in_words
from videoberatung.privacy.retention import retention_in_words


@dataclass(frozen=True)
class Use:
    """One declaration in the current language."""

    entry: PersonalData
    purpose: str
    data: str
    basis: str
    kept: str
    receivers: str
    responsible: Responsible


@dataclass(frozen=True)
class Section:
    """Uses that concern the same people; `labels` are the apps that declared them."""

    anchor: str
    msgid: str
    intro_msgid: str
    labels: frozenset[str]

    @property
    def title(self) -> str:
        return gettext(self.msgid)

    @property
    def intro(self) -> str:
        return gettext(self.intro_msgid)


SECTIONS = (
    Section(
        "appointments",
        _("When a practice invites you, or you book a time"),
        _(
            "Most of this your practice has told us about you: your name and your e-mail address. "
            "It decides what they are needed for; we act on its instructions."
        ),
        frozenset({"appointments", "booking"}),
    ),
    Section(
        "visits",
        _("When you visit these pages"),
        _("Of each page only this is noted. Nobody can tell from it who you are."),
        frozenset({"privacy", "sessions", "django_tasks_database"}),
    ),
    Section(
        "account",
        _("When you have an account"),
        _("An account is voluntary for clients. You told us all of this yourself."),
        frozenset({"accounts", "account", "mfa"}),
    ),
    Section(
        "practices",
        _("When you work in a practice, or have registered one"),
        _("You, or a colleague who invited you, told us this."),
        frozenset({"practices", "trail"}),
    ),
    Section(
        "rights",
        _("When you give notice or ask about your data"),
        _("This is kept so that nothing you ask for is forgotten, and no longer."),
        frozenset({"rights"}),
    ),
)
REST = Section("rest", _("When we write to you, and the rest"), "", frozenset())


def sections() -> list[tuple[Section, list[Use]]]:
    """Every declared use, each in one section; empty sections are left out."""
    told = [(section, list(_uses(section))) for section in (*SECTIONS, REST)]
    return [(section, uses) for section, uses in told if uses]


def use_of(entry: PersonalData) -> Use:
    names = dict.fromkeys(_name(entry.model, field) for field in entry.fields)
    return Use(
        entry=entry,
        purpose=gettext(entry.purpose),
        data=capfirst(", ".join(names)),
        basis=law_in_words(entry.basis),
        kept=retention_in_words(entry),
        receivers=receivers_in_words(entry.receivers),
        responsible=entry.responsible,
    )


def _name(model: Model, field: str) -> str:
    """A forgotten word fails a test (tests/test_architecture.py); the page must not fail."""
    try:
        return field_name(model, field)
    except KeyError:
        return gettext("a detail without a name")


def _uses(section: Section) -> Iterator[Use]:
    return (use_of(entry) for entry in declared() if _section_of(entry) is section)


def _section_of(entry: PersonalData) -> Section:
    label = entry.model._meta.app_label
    return next((section for section in SECTIONS if label in section.labels), REST)
