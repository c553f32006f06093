from django.urls import include, path

from videoberatung.booking.views import details, hours, own, portal, visit, waiting, waiting_list

app_name = "booking"
_settings = [
    path("", portal.overview, name="settings"),
    path("services/new/", portal.new_service, name="new-service"),
    path("services/<uuid:service_id>/", portal.change_service, name="change-service"),
    path("days/", portal.close_days, name="close-days"),
    path("days/<uuid:exception_id>/remove/", portal.remove_days, name="remove-days"),
    path("hours/<uuid:member_id>/", hours.of, name="hours-of"),
    path("hours/<uuid:member_id>/days/", hours.add_days, name="add-days"),
]
urlpatterns = [
    path("portal/practice/booking/", include(_settings)),
    path("portal/booking-hours/", hours.own, name="own-hours"),
    path("book/<slug:slug>/", visit.start, name="start"),
    path("book/<slug:slug>/sent/", details.sent, name="sent"),
    path("book/<slug:slug>/<uuid:service_id>/", visit.times, name="times"),
    path("book/<slug:slug>/<uuid:service_id>/hold/", visit.hold, name="hold"),
    path("book/<slug:slug>/<uuid:service_id>/leave/", visit.leave, name="leave"),
    path("book/<slug:slug>/<uuid:service_id>/details/", details.details, name="details"),
    path("book/<slug:slug>/waiting-list/sent/", waiting.sent, name="waiting-sent"),
    path("book/<slug:slug>/<uuid:service_id>/waiting-list/", waiting.ask, name="wait"),
    path("waiting-list/<str:token>/", waiting.entry, name="entry"),
    path("waiting-list/<str:token>/join/", waiting.join, name="join"),
    path("waiting-list/<str:token>/accept/", waiting.accept, name="accept"),
    path("waiting-list/<str:token>/decline/", waiting.decline, name="decline"),
    path("waiting-list/<str:token>/leave/", waiting.leave, name="leave-list"),
    path("portal/waiting-list/", waiting_list.overview, name="waiting-list"),
    path("portal/waiting-list/<uuid:entry_id>/remove/", waiting_list.remove, name="remove-entry"),
    path("booking/<str:token>/", own.booking, name="booking"),
    path("booking/<str:token>/confirm/", own.confirm, name="confirm"),
    path("booking/<str:token>/cancel/", own.cancel, name="cancel"),
    path("booking/<str:token>/move/", own.move, name="move"),
]
