from django.db.models.functions import Lower
from django.utils.translation import gettext_noop

from videoberatung.appointments import erasing
from videoberatung.appointments.models import (
    CONTACTS_KEPT,
    Answer,
    Appointment,
    CalendarFeed,
    Participant,
    Series,
    SeriesParticipant,
)
from videoberatung.backups.registry import note_end
from videoberatung.privacy.disclosure import (
    Disclosure,
    register_disclosure,
    register_undisclosed,
)
from videoberatung.privacy.field_names import name_fields
from videoberatung.privacy.holdings import (
    Holding,
    Kept,
    register_holding,
    register_practice_holding,
)
from videoberatung.privacy.inventory import DaysIn, declare

declare(
    Participant,
    "name",
    "email",
    "language",
    "link_version",
    "code_digest",
    "in_series",
    purpose=gettext_noop("Invite people to an appointment and let them in by a personal link"),
    basis="Art. 6(1)(b) GDPR, Art. 9(2)(h) GDPR",
    retention=CONTACTS_KEPT,
    counted_from="appointment__ends_at",
    erased_by="blank",
    receivers=("practice", "mail"),
    responsible="practice",
)
# Both may be about somebody invited, whatever the help beside the field asks for.
declare(
    Appointment,
    "note",
    "invitation_text",
    purpose=gettext_noop("Prepare an appointment, and tell those invited what to have at hand"),
    basis="Art. 6(1)(b) GDPR, Art. 9(2)(h) GDPR",
    retention=CONTACTS_KEPT,
    counted_from="ends_at",
    erased_by="blank",
)
declare(
    Answer,
    "kind",
    "text",
    "wishes",
    purpose=gettext_noop("Know who comes to an appointment, and which other time would suit them"),
    basis="Art. 6(1)(b) GDPR, Art. 9(2)(h) GDPR",
    retention=CONTACTS_KEPT,
    counted_from="participant__appointment__ends_at",
    erased_by="delete",
    receivers=("practice",),
    responsible="practice",
)
declare(
    Appointment,
    "title",
    "moderator",
    "further_moderators",
    purpose=gettext_noop("Keep the calendar of the practice"),
    basis="Art. 6(1)(b) GDPR",
    retention=DaysIn(
        "practice__retention_days",
        words=gettext_noop("as long after the end as the practice has chosen, usually 90 days"),
    ),
    counted_from="ends_at",
    erased_by="delete",
    receivers=("practice", "participants"),
    responsible="practice",
)
# Declared after the rows they hang on: what goes there leaves these to go in the same run.
declare(
    SeriesParticipant,
    "series",
    "link_version",
    "since",
    purpose=gettext_noop("Lead a person to each appointment of a series by one personal link"),
    basis="Art. 6(1)(b) GDPR, Art. 9(2)(h) GDPR",
    retention=gettext_noop("until an hour after the planned end of the last appointment"),
    erased_by=erasing.forget_series_participants,
    receivers=("practice",),
    responsible="practice",
)
declare(
    Series,
    "rule",
    "first_on",
    "clock",
    "time_zone",
    purpose=gettext_noop("Keep the calendar of the practice"),
    basis="Art. 6(1)(b) GDPR",
    retention=gettext_noop("until the last appointment of the series is deleted"),
    erased_by=erasing.delete_empty_series,
    receivers=("practice",),
    responsible="practice",
)

declare(
    CalendarFeed,
    "user",
    "membership",
    "link_version",
    purpose=gettext_noop("Let your calendar program read your appointments"),
    basis="Art. 6(1)(b) GDPR",
    retention=gettext_noop("until you stop it, leave the practice or end the account"),
    exportable=True,
)

register_holding(
    Holding(
        models=(Appointment,),
        msgid=gettext_noop(
            "Appointments you would hold after that day: they are cancelled and everybody "
            "invited is told."
        ),
        erase=erasing.call_off_what_they_hold,
        concerns=erasing.holds_some,
    )
)
# After the cancellations: in those the person is expected no more, not even by themselves.
register_holding(
    Holding(
        models=(Participant, Answer, SeriesParticipant),
        msgid=gettext_noop("Your name, address and answers in appointments that are over."),
        erase=erasing.forget_as_participant,
        kept=(
            Kept(
                gettext_noop(
                    "Invitations to appointments that are still to come: you can attend them "
                    "without an account. If you do not want to, cancel them with the practice "
                    "before."
                ),
                until=gettext_noop("an hour after the planned end of each"),
                law=gettext_noop("Art. 6(1)(b) GDPR"),
            ),
        ),
    )
)
register_holding(
    Holding(
        models=(CalendarFeed,),
        msgid=gettext_noop("The addresses of your calendar programs: they show nothing any more."),
        erase=erasing.close_feeds_of_person,
        concerns=erasing.has_feeds,
    )
)
register_practice_holding(
    Holding(
        models=(CalendarFeed,),
        msgid=gettext_noop("The addresses of calendar programs: they show nothing any more."),
        erase=erasing.close_feeds_of_practice,
    )
)
register_practice_holding(
    Holding(
        models=(Appointment, Participant, Answer, Series, SeriesParticipant),
        msgid=gettext_noop(
            "The calendar. Appointments after that day are cancelled, and everybody invited is "
            "told by e-mail."
        ),
        erase=erasing.call_off_what_is_planned,
        erase_rest=erasing.delete_the_calendar,
    )
)

register_disclosure(
    Disclosure(
        Appointment,
        gettext_noop("Appointments you hold"),
        rows=lambda person: (
            Appointment.objects.filter(moderator__user=person.id)
            .select_related("practice")
            .order_by("starts_at")
        ),
        facts={
            "practice__name": gettext_noop("Practice"),
            "title": gettext_noop("Title"),
            "note": gettext_noop("Note"),
            "invitation_text": gettext_noop("Text of the invitation"),
            "starts_at": gettext_noop("Start"),
            "ends_at": gettext_noop("End"),
            "cancelled_at": gettext_noop("Cancelled"),
        },
        withheld=frozenset({"moderator", "further_moderators"}),
    )
)
register_disclosure(
    Disclosure(
        Participant,
        gettext_noop("Appointments you are invited to"),
        rows=lambda person: (
            Participant.objects.alias(lower=Lower("email"))
            .filter(lower__in=person.addresses)
            .select_related("practice", "appointment")
            .order_by("appointment__starts_at")
        ),
        facts={
            "practice__name": gettext_noop("Practice"),
            "appointment__starts_at": gettext_noop("Start"),
            "appointment__ends_at": gettext_noop("End"),
            "name": gettext_noop("Name"),
            "email": gettext_noop("E-mail address"),
            "language": gettext_noop("Language"),
            "invited_at": gettext_noop("Invited"),
        },
        withheld=frozenset({"link_version", "code_digest", "in_series"}),
    )
)
register_disclosure(
    Disclosure(
        Answer,
        gettext_noop("Your answers to invitations"),
        rows=lambda person: (
            Answer.objects.alias(lower=Lower("participant__email"))
            .filter(lower__in=person.addresses)
            .order_by("starts_at")
        ),
        facts={
            "starts_at": gettext_noop("Start"),
            "kind": gettext_noop("Your answer"),
            "text": gettext_noop("Message to the practice"),
            "wishes": gettext_noop("Times that would suit you"),
            "given_at": gettext_noop("Answered"),
        },
    )
)
_ONE_BY_ONE = "each appointment of a series is disclosed by itself"
register_undisclosed(Series, _ONE_BY_ONE)
register_undisclosed(SeriesParticipant, _ONE_BY_ONE)
# Whoever was taken off the list does not come back with a backup.
note_end(Participant, "removed_at")
register_disclosure(
    Disclosure(
        CalendarFeed,
        gettext_noop("Addresses for your calendar programs"),
        rows=lambda person: CalendarFeed.objects.filter(user=person.id).select_related(
            "membership__practice"
        ),
        facts={
            "membership__practice__name": gettext_noop("Practice"),
            "shows_titles": gettext_noop("Shows titles"),
            "created_at": gettext_noop("Made"),
        },
        withheld=frozenset({"user", "membership", "link_version"}),
    )
)

name_fields(
    Participant,
    {
        "link_version": gettext_noop("version of the link"),
        "code_digest": gettext_noop("check value of the short code"),
    },
)
name_fields(
    SeriesParticipant,
    {
        "link_version": gettext_noop("version of the link"),
        "since": gettext_noop("first appointment of the series they attend"),
    },
)
name_fields(
    Series,
    {
        "rule": gettext_noop("how often the appointment repeats"),
        "first_on": gettext_noop("first day of the series"),
        "clock": gettext_noop("time of day"),
        "time_zone": gettext_noop("time zone of the series"),
    },
)

name_fields(CalendarFeed, {"link_version": gettext_noop("version of the link")})
