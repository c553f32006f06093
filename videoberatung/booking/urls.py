from django.urls import path

from videoberatung.booking.views import details, own, visit

app_name = "booking"
urlpatterns = [
    path("book/<slug:slug>/", visit.start, name="start"),
    path("book/<slug:slug>/sent/", details.sent, name="sent"),
    path("book/<slug:slug>/<uuid:service_id>/", visit.times, name="times"),
    path("book/<slug:slug>/<uuid:service_id>/hold/", visit.hold, name="hold"),
    path("book/<slug:slug>/<uuid:service_id>/leave/", visit.leave, name="leave"),
    path("book/<slug:slug>/<uuid:service_id>/details/", details.details, name="details"),
    path("booking/<str:token>/", own.booking, name="booking"),
    path("booking/<str:token>/confirm/", own.confirm, name="confirm"),
    path("booking/<str:token>/cancel/", own.cancel, name="cancel"),
    path("booking/<str:token>/move/", own.move, name="move"),
]
