"""The rules of leaving in words."""

from django.utils.translation import gettext_noop

from videoberatung.base.errors import register_refusal

SENTENCES = {
    "only_owner": gettext_noop(
        "You are the only owner of a practice. Please hand it over or close it first."
    ),
    "answered": gettext_noop("This request has been answered meanwhile."),
}

for _code, _sentence in SENTENCES.items():
    register_refusal(_code, _sentence)
