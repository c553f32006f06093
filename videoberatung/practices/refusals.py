"""The rules of practices in words; the sentence is what a person reads."""

from django.utils.translation import gettext_noop

from videoberatung.base.errors import register_refusal

SENTENCES = {
    "changed_meanwhile": gettext_noop(
        "Somebody else has saved this page in the meantime. What you have typed is still here and "
        "not saved yet. Saving once more replaces what they have saved."
    ),
    "role_changed": gettext_noop(
        "Your own role has changed in the meantime. Nothing was done; please load the page again."
    ),
    "role_not_yours": gettext_noop("Only an owner can give or take this role."),
    "not_yourself": gettext_noop(
        "You cannot give yourself more rights. Please ask an owner of the practice."
    ),
    "last_owner": gettext_noop(
        "A practice needs an owner. Please make somebody else an owner first, or close the"
        " practice."
    ),
    "undecided": gettext_noop("Please decide what becomes of the planned appointments."),
    "cannot_take_over": gettext_noop("This person holds no consultations in your practice."),
    "no_longer_a_member": gettext_noop("This person no longer belongs to your practice."),
    "already_a_member": gettext_noop("This person belongs to your practice already."),
    "already_invited": gettext_noop("This person is invited already. You can send it again."),
    "too_many_open_invitations": gettext_noop(
        "Very many invitations are open. Please withdraw some or wait until they are answered."
    ),
    "member_invited_just_now": gettext_noop(
        "The invitation was sent only a few minutes ago. Please wait before sending it again."
    ),
    "invitation_gone": gettext_noop("This invitation is no longer open."),
    "other_address": gettext_noop("This invitation is meant for another address."),
    "has_an_account": gettext_noop(
        "There is an account with this address already. Please sign in with it."
    ),
}

for _code, _sentence in SENTENCES.items():
    register_refusal(_code, _sentence)
