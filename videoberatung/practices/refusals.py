"""The rules of practices in words; the sentence is what a person reads."""

from django.utils.translation import gettext_noop

from videoberatung.base.errors import register_refusal

SENTENCES = {
    "changed_meanwhile": gettext_noop(
        "Somebody else has saved this page in the meantime. What you have typed is still here and "
        "not saved yet. Saving once more replaces what they have saved."
    ),
}

for _code, _sentence in SENTENCES.items():
    register_refusal(_code, _sentence)
