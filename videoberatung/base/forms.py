from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from videoberatung.base.text import is_safe, tidy

# Django's sentence, in our catalogue once more: its German sounds like an order.
gettext_noop("This field is required.")


class FormRenderer(TemplatesSetting):
    """Draws every form of the product: label, help, field and error in one block.

    `{{ form }}` begins with a summary of the errors; where one page shows several forms,
    `{% error_summary form formset %}` stands above and each form is drawn by `as_div`.
    """

    form_template_name = "base/forms/form.html"
    formset_template_name = "base/forms/formset.html"
    field_template_name = "base/forms/field.html"


class SafeTextMixin:
    """Tidies one line of text and refuses characters nobody can see."""

    unsafe_message = _("This text holds invisible control characters. Please type it anew.")

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)  # type: ignore[misc]  # a mixin of forms.CharField
        return tidy(text) if isinstance(text, str) else text

    def validate(self, value: Any) -> None:
        super().validate(value)  # type: ignore[misc]  # a mixin of forms.CharField
        if not is_safe(value or ""):
            raise ValidationError(self.unsafe_message, code="unsafe_text")


class SafeCharField(SafeTextMixin, forms.CharField):
    """One line in any script of the world."""


class SafeEmailField(SafeTextMixin, forms.EmailField):
    """An address that cannot carry a second line into a mail's header."""


class SafeTextField(SafeCharField):
    """Several lines; a line break counts as one character, however the browser sent it."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        lines = str(value or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return "\n".join(tidy(line) for line in lines).strip()

    def validate(self, value: Any) -> None:
        forms.CharField.validate(self, value)
        if not all(is_safe(line) for line in value.split("\n")):
            raise ValidationError(self.unsafe_message, code="unsafe_text")
