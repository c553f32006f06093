from django.urls import include, path

from videoberatung.appointments.views import (
    calendar,
    feeds,
    handing_over,
    moving,
    own,
    people,
    planning,
    schedule,
    series,
    sheets,
    steps,
)

app_name = "appointments"
_PERSON = "appointments/<uuid:appointment_id>/participants/<uuid:participant_id>"
_portal = [
    path("", calendar.today, name="today"),
    path("home/", calendar.home, name="home"),
    path("appointments/", calendar.upcoming, name="upcoming"),
    path("appointments/past/", calendar.past, name="past"),
    path("appointments/calendar/", schedule.schedule, name="schedule"),
    path("appointments/events/", schedule.events, name="events"),
    path("appointments/new/", planning.plan, name="plan"),
    path("series/<uuid:series_id>/", series.series, name="series"),
    path("appointments/<uuid:appointment_id>/", calendar.detail, name="detail"),
    path("appointments/<uuid:appointment_id>/calendar-file/", calendar.file, name="calendar-file"),
    path("appointments/<uuid:appointment_id>/change/", planning.change, name="change"),
    path("appointments/<uuid:appointment_id>/move/", moving.move, name="move"),
    path(
        "appointments/<uuid:appointment_id>/move-by-script/",
        moving.move_by_script,
        name="move-by-script",
    ),
    path(
        "appointments/<uuid:appointment_id>/hand-over/",
        handing_over.hand_over_page,
        name="hand-over",
    ),
    path("appointments/<uuid:appointment_id>/cancel/", steps.cancel, name="cancel"),
    path("appointments/<uuid:appointment_id>/extend/", steps.extend, name="extend"),
    path(
        "appointments/<uuid:appointment_id>/participants/<uuid:participant_id>/invite-again/",
        steps.invite_again,
        name="invite-again",
    ),
    path("appointments/<uuid:appointment_id>/participants/new/", people.add, name="add-person"),
    path("appointments/<uuid:appointment_id>/sheets/", sheets.sheets, name="sheets"),
    path("appointments/<uuid:appointment_id>/sheets/pdf/", sheets.sheets_as_pdf, name="sheets-pdf"),
    path(f"{_PERSON}/", people.participant, name="participant"),
    path(f"{_PERSON}/sheet/", sheets.sheets, name="sheet"),
    path(f"{_PERSON}/sheet/pdf/", sheets.sheets_as_pdf, name="sheet-pdf"),
    path(f"{_PERSON}/withdraw/", people.withdraw, name="withdraw"),
    path(f"{_PERSON}/link/", people.replace_link, name="replace-link"),
    path(f"{_PERSON}/address/", people.replace_address, name="replace-address"),
]
urlpatterns = [
    path("my/appointments/", own.mine, name="mine"),
    path("my/appointments/calendar/", schedule.own_schedule, name="own-schedule"),
    path("my/calendar-addresses/", feeds.feeds, name="feeds"),
    path("my/calendar-addresses/open/", feeds.open_feed, name="open-feed"),
    path("my/calendar-addresses/<uuid:feed_id>/renew/", feeds.renew_feed, name="renew-feed"),
    path("my/calendar-addresses/<uuid:feed_id>/close/", feeds.close_feed, name="close-feed"),
    path("calendar/<str:token>/", feeds.feed, name="feed"),
    path("my/appointments/events/", schedule.own_events_asked, name="own-events"),
    path("portal/", include(_portal)),
]
