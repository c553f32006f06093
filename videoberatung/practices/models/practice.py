from datetime import timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from videoberatung.base.models import BaseModel

SHORTEST_RETENTION_DAYS, LONGEST_RETENTION_DAYS = 1, 3650
# What no preset of a practice goes beyond.
SHORTEST_MINUTES, LONGEST_MINUTES = 5, 12 * 60
MOST_PEOPLE = 20


def usual_reminders() -> list[int]:
    """One mail, a day before."""
    return [24 * 60]


class PracticeQuerySet(models.QuerySet["Practice"]):
    def without_agreement(self) -> Self:
        """With members now, and never agreed to anything."""
        with_members = self.filter(memberships__isnull=False, memberships__ended_at=None)
        return with_members.filter(acceptances=None).distinct()


class Practice(BaseModel):
    """Who offers consultations and answers for them: the owner of every other row."""

    class Kind(models.TextChoices):
        MEDICAL = "medical", _("Medical practice")
        THERAPY = "therapy", _("Psychotherapy")
        CARE = "care", _("Care service")
        COUNSELLING = "counselling", _("Counselling centre")
        SOCIAL = "social", _("Social support")
        OTHER = "other", _("Other")

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.MEDICAL)
    time_zone = models.CharField(max_length=64, default="Europe/Berlin")

    # Where it is, and whom its clients and the operator turn to.
    street = models.CharField(max_length=120, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2, default="DE")  # ISO 3166-1 alpha-2
    # Shown to clients when something does not work. May be empty.
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    contact_name = models.CharField(max_length=160, blank=True)
    contact_email = models.EmailField(blank=True)

    # "#rrggbb"; empty: ours. What is shown is corrected until it can be read (colours.py).
    accent = models.CharField(max_length=7, blank=True)

    # Presets of new appointments.
    usual_minutes = models.PositiveSmallIntegerField(default=30)
    # How long before the start a reminder leaves, in minutes.
    reminders = models.JSONField(default=usual_reminders, blank=True)
    waiting_text = models.CharField(max_length=500, blank=True)
    requires_real_name = models.BooleanField(default=True)
    most_people = models.PositiveSmallIntegerField(default=6)
    # Its mails say neither in sender nor in subject from whom they are and what they are about.
    has_neutral_mails = models.BooleanField(default=False, db_default=False)
    # A paragraph of its own in invitations, in both languages of the mails.
    invitation_words_de = models.CharField(max_length=600, blank=True, db_default="")
    invitation_words_en = models.CharField(max_length=600, blank=True, db_default="")
    # Whoever holds an appointment hears by mail who does not come, or wishes for another time.
    mails_answers = models.BooleanField(default=True, db_default=True)
    retention_days = models.PositiveSmallIntegerField(default=90)

    # What its members may, beyond their roles; what it asks of them.
    providers_plan_for_all = models.BooleanField(default=False)
    providers_see_all_waiting = models.BooleanField(default=False)
    requires_second_factor = models.BooleanField(default=False)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="practice_has_a_name"),
            models.CheckConstraint(
                condition=Q(usual_minutes__gte=5, most_people__gte=1)
                & Q(retention_days__range=(SHORTEST_RETENTION_DAYS, LONGEST_RETENTION_DAYS)),
                name="practice_presets_make_sense",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """Where its appointments are planned."""
        return ZoneInfo(self.time_zone)

    @property
    def retention(self) -> timedelta:
        """How long an appointment stays in its calendar after the end."""
        return timedelta(days=self.retention_days)


class Logo(BaseModel):
    """A practice's sign, re-encoded; in the database like a person's picture."""

    practice = models.OneToOneField(Practice, models.CASCADE, related_name="logo")
    # WebP without any metadata, at most as large as it is shown.
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.id)


class OpeningHours(BaseModel):
    """From when to when the practice can be reached on one day of the week, in its own zone."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday, as in datetime.weekday()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        verbose_name_plural = "opening hours"
        ordering = ("weekday", "opens")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens"), weekday__lte=6), name="opening_hours_in_order"
            ),
            models.UniqueConstraint(
                fields=["practice", "weekday", "opens"], name="opening_hours_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
