from django.utils.translation import gettext_noop

from videoberatung.base.errors import register_refusal
from videoberatung.trail.words import register_actions

register_actions(
    {
        "operator.added": gettext_noop("Operator added"),
        "operator.removed": gettext_noop("Operator removed"),
    }
)
register_refusal(
    "operator_has_practice",
    gettext_noop("This account belongs to a practice. An operator has an account of their own."),
)
register_refusal("no_operator", gettext_noop("No operator has this address."))
