"""Whether a registration asks for what was promised and no more."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from videoberatung.accounts.forms.signing_up import SignUpForm
from videoberatung.accounts.models import User
from videoberatung.practices.documents import DOCUMENTS
from videoberatung.practices.forms.account import steps_for
from videoberatung.privacy.findings import Finding, broken, kept
from videoberatung.privacy.promises import register_check

# Written down once more, from the promise and not from the forms.
OF_A_PERSON = frozenset({"salutation", "title", "first_name", "last_name", "email", "password1"})
OF_A_PRACTICE = frozenset(
    {
        *("name", "kind", "street", "postal_code", "city", "country", "phone"),
        *("contact_name", "contact_email", "holder", "iban", "bic"),
        # How it works here, no fact about a person.
        *("holds_consultations", "plan"),
    }
)
# What an account keeps: the person, how they sign in and read, and whether they are gone.
COLUMNS = frozenset(
    {
        *("id", "created_at", "email", "password", "salutation", "title", "first_name"),
        *("last_name", "language", "time_zone", "last_login", "erased_at", "is_staff"),
    }
)


def check_what_a_registration_asks(_now: datetime) -> Finding:
    """Promise 7."""
    agreements = {document.name for document in DOCUMENTS}
    of_clients = set(SignUpForm().fields)
    steps = [step.form(prefix=step.name) for step in steps_for(AnonymousUser())]
    of_practices = {name for form in steps for name in form.fields}
    more = of_clients - OF_A_PERSON
    more |= of_practices - OF_A_PERSON - OF_A_PRACTICE - agreements
    columns = {field.name for field in User._meta.concrete_fields} - COLUMNS
    if more or columns:
        return broken(
            _("facts asked for or kept beyond the promise: %(count)d")
            % {"count": len(more) + len(columns)}
        )
    return kept(
        _("facts asked of clients: %(clients)d, of practices: %(practices)d, beyond the promise: 0")
        % {"clients": len(of_clients), "practices": len(of_practices)}
    )


register_check(7, check_what_a_registration_asks)
