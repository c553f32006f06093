"""The rules of booking in words; the sentence is what a person reads."""

from django.utils.translation import gettext_noop

from videoberatung.base.errors import register_refusal

SENTENCES = {
    "slot_taken": gettext_noop(
        "Somebody was faster: this time is no longer free. Please choose another one."
    ),
    "too_many_holds": gettext_noop(
        "Very many people are booking at this moment. Please try again in a few minutes."
    ),
    "confirmation_over": gettext_noop(
        "The time to confirm is over, and the appointment is free again. Please book anew."
    ),
    "too_many_bookings": gettext_noop(
        "You already have %(num)d booked appointments here. Please cancel one first, or call us."
    ),
    "change_too_late": gettext_noop(
        "This can no longer be changed here. Please call the practice."
    ),
    "offer_over": gettext_noop(
        "This time is no longer kept for you. You stay on the list and hear of the next one."
    ),
    "too_many_entries": gettext_noop(
        "You are on %(num)d waiting lists of this practice already. Please leave one first."
    ),
    "entry_over": gettext_noop("This place on the waiting list no longer exists."),
    "slug_taken": gettext_noop("Another practice has this address. Please choose another one."),
    "nobody_offers_it": gettext_noop("Please choose at least one person who offers it."),
    "service_name_taken": gettext_noop("There is a service with this name already."),
    "too_many_exceptions": gettext_noop(
        "There are very many exceptions. Please remove old ones first."
    ),
}

for _code, _sentence in SENTENCES.items():
    register_refusal(_code, _sentence)
