"""What people call a field: from what is disclosed to them, else named here by its app."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext, gettext_noop

from videoberatung.privacy.disclosure import disclosures
from videoberatung.privacy.inventory import Model, declared

_names: dict[tuple[Model, str], str] = {}


def name_fields(model: Model, names: Mapping[str, str]) -> None:
    """Name declared fields that are not disclosed by themselves (keys, seals, relations).

    English words marked for translation.
    """
    _names.update({(model, field): msgid for field, msgid in names.items()})


def field_name(model: Model, field: str) -> str:
    """In the current language. Raises KeyError for a field without words."""
    own = _names.get((model, field))
    return gettext(own if own is not None else _disclosed_name(model, field))


def unnamed_fields() -> Iterator[str]:
    """Declared fields the privacy page would have no word for."""
    for entry in declared():
        for field in entry.fields:
            try:
                field_name(entry.model, field)
            except KeyError:
                yield f"{entry.model._meta.label}.{field}"


def _disclosed_name(model: Model, field: str) -> str:
    for disclosure in disclosures():
        for path, msgid in disclosure.facts.items():
            if disclosure.model is model and path.split("__")[0] == field:
                return msgid
    if model._meta.get_field(field).is_relation:
        return gettext_noop("which person")
    raise KeyError(f"{model.__name__}.{field} has no name")
