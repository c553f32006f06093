"""Ticks with which a practice agrees to a text, in exactly the version that was shown."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from videoberatung.practices.documents import DOCUMENTS, Document, hash_of, hashes_of


class Checkbox(forms.CheckboxInput):
    """Sends the hash of the text beside it. Its name tells the page to draw it as a tick."""

    def __init__(self, document: Document) -> None:
        super().__init__(check_test=lambda value: value in hashes_of(document))
        self._document = document

    def format_value(self, value: Any) -> str:
        return hash_of(self._document, get_language() or "de")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        typed: str = data.get(name, "")
        return typed


class AgreementField(forms.Field):
    """Cleans to the hash of the text that was agreed to."""

    default_error_messages = {
        "required": gettext_lazy("We need this agreement to work for the practice."),
        "changed": gettext_lazy(
            "There is a new version of this text. Please read it and agree to it once more."
        ),
    }

    def __init__(self, document: Document) -> None:
        super().__init__(
            label=document.agreement,  # type: ignore[arg-type]  # lazy, as every label
            help_text=_where_to_read(document),
            widget=Checkbox(document),
        )
        self._document = document

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value not in hashes_of(self._document):
            raise ValidationError(self.error_messages["changed"], "changed")


class AgreementMixin(forms.Form):
    """Adds one tick for each document; none is made beforehand."""

    def add_agreements(self, documents: Iterable[Document] = DOCUMENTS) -> None:
        self._documents = tuple(documents)
        for document in self._documents:
            self.fields[document.name] = AgreementField(document)

    def accepted(self) -> dict[Document, str]:
        """Only after `is_valid`."""
        return {document: self.cleaned_data[document.name] for document in self._documents}


def _link(document: Document) -> SafeString:
    # In a window of its own: the form is typed into and not sent.
    return format_html(
        '<a href="{}" target="_blank">{}</a> ({}), {}',
        reverse(document.url_name),
        _("Read the text"),
        _("opens a new window"),
        _("version %(version)s of %(date)s")
        % {"version": document.version, "date": date_format(document.since)},
    )


_where_to_read = lazy(_link, SafeString)
