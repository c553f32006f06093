from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext as _

from videoberatung.accounts.models import User
from videoberatung.base.models import BaseModel
from videoberatung.practices.models import Membership, Practice

# Names, addresses and links go by then (promise 14 says an hour; the job that does it runs
# every few minutes and may be late once).
CONTACTS_KEPT = timedelta(minutes=45)


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def taking_part(self) -> Self:
        """Invited and not removed, also after their names are erased; with their answers."""
        return self.filter(removed_at=None).select_related("answer").order_by("number")

    def with_surroundings(self) -> Self:
        """With everything a page or a mail for them shows, in two queries."""
        practice = "appointment__practice__logo"
        related = self.select_related(
            practice,
            "appointment__moderator__user",
            "appointment__series",
            "in_series__series",
            "answer",
        )
        further = Prefetch("appointment__further_moderators", Membership.objects.with_names())
        return related.defer(f"{practice}__content").prefetch_related(further)

    def with_living_link(self) -> Self:
        """Whose link opens a page, with what that page shows."""
        return self.filter(link_version__isnull=False).with_surroundings()

    def of_account(self, user: User) -> Self:
        """Invited under an address that this person has shown to be theirs."""
        own = user.emailaddress_set.filter(verified=True).values(own=Lower("email"))
        return self.alias(address=Lower("email")).filter(address__in=own)

    def of_time(self, start: datetime, end: datetime) -> Self:
        """Of appointments of which any part lies in [start, end)."""
        return self.filter(appointment__starts_at__lt=end, appointment__ends_at__gt=start)

    def to_be_reminded(self, lead_minutes: Sequence[int], now: datetime) -> Self:
        """Of practices with just these lead times (not none): one passed since they were told.

        Nobody who has said that they do not come.
        """
        due = Q()
        for lead in (timedelta(minutes=minutes) for minutes in lead_minutes):
            start = F("appointment__starts_at")
            due |= Q(appointment__starts_at__lte=now + lead, told_at__lt=start - lead)
        return (
            self.with_living_link()
            .reached_by_mail()
            .filter(
                due,
                appointment__practice__reminders=list(lead_minutes),
                appointment__starts_at__gt=now,
                appointment__starts_at__lte=now + timedelta(minutes=max(lead_minutes)),
                appointment__cancelled_at=None,
                appointment__published_at__isnull=False,
            )
            .exclude(
                answer__kind__in=["declined", "cancelled"],
                answer__starts_at=F("appointment__starts_at"),
            )
        )

    def reached_by_mail(self) -> Self:
        """Not those who get their link another way, nor those whose address is erased."""
        return self.exclude(email="")

    def to_come(self, now: datetime) -> Self:
        """Of appointments that are announced, not cancelled and not over: next first."""
        return self.filter(
            appointment__published_at__isnull=False,
            appointment__cancelled_at=None,
            appointment__ends_at__gt=now,
        ).order_by("appointment__starts_at", "id")

    def called_off(self, now: datetime) -> Self:
        """Of appointments ahead that do not take place, or not with them: next first."""
        is_off = Q(appointment__cancelled_at__isnull=False) | Q(removed_at__isnull=False)
        return self.filter(is_off, appointment__ends_at__gt=now).order_by(
            "appointment__starts_at", "id"
        )

    def with_address(self) -> Self:
        """Who can be written to, with what a mail says; also those who were removed."""
        return self.reached_by_mail().with_surroundings()

    def without_code(self, now: datetime) -> Self:
        """Expected, but planned by an earlier release that knew no typed codes."""
        return self.filter(
            link_version__isnull=False, code_digest=None, appointment__ends_at__gt=now
        )

    def with_withdrawn_link(self) -> Self:
        return self.filter(link_version=None)

    def of_ended(self, before: datetime) -> Self:
        """Of appointments whose planned end, with all extensions, lies before."""
        return self.filter(appointment__ends_at__lt=before)

    def expected_no_more(self, now: datetime) -> Self:
        """Removed, or of appointments that are over or cancelled."""
        is_off = Q(appointment__cancelled_at__isnull=False)
        is_over = Q(appointment__ends_at__lte=now)
        return self.filter(is_off | is_over | Q(removed_at__isnull=False))

    def still_known(self) -> Self:
        """With a name, an address, a link, a code, an answer or a tie to other appointments."""
        blank = {"name": "", "email": "", "link_version": None, "code_digest": None}
        return self.exclude(**blank, answer=None, in_series=None)

    def with_same_link(self, participant: "Participant") -> Self:
        """Their row, or all of them in a series."""
        person = participant.in_series_id
        return self.filter(in_series=person) if person else self.filter(id=participant.id)

    def forget(self) -> int:
        """Empty what is known of them; how many rows. Their answers are rows of their own."""
        return self.update(
            name="", email="", language="", link_version=None, code_digest=None, in_series=None
        )

    def invitations_since(self, moment: datetime) -> int:
        """To a whole series it is one."""
        lately = self.filter(invited_at__gte=moment)
        return lately.values(one=Coalesce("in_series", "id")).distinct().count()


class Participant(BaseModel):
    """A person invited to one appointment, for as long as that takes."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="participants")
    appointment = models.ForeignKey(
        "appointments.Appointment", models.CASCADE, related_name="participants"
    )
    # What is left of them afterwards: "Participant 1".
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120, blank=True)
    # Empty while a name is there: link, code or sheet reach them in another way.
    email = models.EmailField(blank=True)
    # Of the mails to them.
    language = models.CharField(
        max_length=2, choices=User.Language, default=User.Language.GERMAN, blank=True
    )
    # Part of what the link is made of (access.py). None: no link opens anything.
    link_version = models.PositiveSmallIntegerField(null=True, blank=True, default=1)
    # By which the typed code is found, which is stored nowhere (codes.py).
    code_digest = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    # None: invited to this appointment alone; also once the name is erased.
    in_series = models.ForeignKey(
        "appointments.SeriesParticipant",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="occurrences",
    )
    invited_at = models.DateTimeField(null=True, blank=True)
    # When they were last told of the time: by invitation, change or reminder.
    told_at = models.DateTimeField(null=True, blank=True)
    # The start that the newest reminder is about.
    reminded_for = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "number"],
                condition=Q(removed_at=None),
                name="participant_number_once",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & (Q(link_version=None) | Q(link_version__gte=1)),
                name="participant_counts_from_one",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(link_version=None),
                name="participant_removed_has_no_link",
            ),
            models.CheckConstraint(
                condition=Q(link_version=None) | ~Q(name="", email=""),
                name="participant_nobody_has_no_link",
            ),
        ]
        # A person's own appointments are found by it.
        indexes = [models.Index(Lower("email"), name="participant_address")]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_erased(self) -> bool:
        return not (self.name or self.email)

    @property
    def display_name(self) -> str:
        """The name the practice gave, and once it is erased a number."""
        return self.name or _("Participant %(number)d") % {"number": self.number}
