"""The rules of appointments in words; the sentence is what a person reads."""

from django.utils.translation import gettext_noop

from videoberatung.base.errors import register_refusal

SENTENCES = {
    "in_the_past": gettext_noop("This time has passed. Please choose a later one."),
    "too_short": gettext_noop("An appointment takes at least 5 minutes."),
    "too_long": gettext_noop("An appointment takes at most 12 hours."),
    "too_far_ahead": gettext_noop("Please plan no more than two years ahead."),
    "too_few_occurrences": gettext_noop(
        "A series has at least two appointments; until this day there are fewer."
    ),
    "too_many_occurrences": gettext_noop(
        "A series has at most %(num)d appointments. Please choose an earlier end."
    ),
    "not_a_provider": gettext_noop("This person holds no consultations in your practice."),
    "nobody_invited": gettext_noop("Please invite at least one person."),
    "too_many_people": gettext_noop(
        "In your practice at most %(num)d people take part in an appointment."
    ),
    "too_many_invitations": gettext_noop(
        "Your practice has sent very many invitations within an hour. Please wait a little."
    ),
    "invited_just_now": gettext_noop(
        "The invitation was sent only a few minutes ago. Please wait before sending it again."
    ),
    "no_address": gettext_noop(
        "This person has no e-mail address here. Please pass on the link in another way."
    ),
    "already_started": gettext_noop(
        "The appointment has begun. Its start can no longer be moved, its end can."
    ),
    "cancelled": gettext_noop("This appointment is cancelled."),
    "over": gettext_noop("This appointment is over."),
    "last_person": gettext_noop(
        "Nobody else is invited. Please invite somebody first, or cancel the appointment."
    ),
    "too_many_links": gettext_noop(
        "This link was replaced very often. Please remove the person and invite them anew."
    ),
    "removed": gettext_noop("This person no longer takes part."),
    "answered_too_late": gettext_noop(
        "The appointment has begun, so an answer comes too late. Please call the practice."
    ),
    "moved_meanwhile": gettext_noop(
        "The practice has moved the appointment meanwhile. Please look at the new time and answer "
        "once more."
    ),
    "answered_too_often": gettext_noop(
        "You have changed your answer very often. Please call the practice."
    ),
    "wish_in_the_past": gettext_noop("Wish %(num)d has passed. Please choose a later time."),
    "wish_too_far_ahead": gettext_noop("Wish %(num)d is more than two years ahead."),
}

for _code, _sentence in SENTENCES.items():
    register_refusal(_code, _sentence)
