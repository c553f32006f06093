from django.urls import path

from videoberatung.rooms.views import (
    answer,
    code,
    door,
    guest_data,
    lobby,
    own,
    pictures,
    room,
)

app_name = "rooms"
urlpatterns = [
    path("code/", code.code, name="code"),
    path("w/<str:token>/", door.link, name="link"),
    path("w/<str:token>/answer/", door.link, {"leads_to": "rooms:answer"}, name="answer-link"),
    path("waiting-room/<uuid:participant_id>/", door.door, name="door"),
    path("waiting-room/<uuid:participant_id>/ticket/", door.ticket, name="door-ticket"),
    path("waiting-room/<uuid:participant_id>/data/", guest_data.overview, name="guest-data"),
    path("waiting-room/<uuid:participant_id>/data/erase/", guest_data.erase, name="guest-erase"),
    path("waiting-room/<uuid:participant_id>/data/copy/", guest_data.copy, name="guest-copy"),
    path("waiting-room/<uuid:participant_id>/answer/", answer.answer, name="answer"),
    path(
        "waiting-room/<uuid:participant_id>/picture/",
        pictures.moderator_picture,
        name="moderator-picture",
    ),
    path("my/appointments/<uuid:participant_id>/open/", own.open_own, name="open-own"),
    path(
        "my/appointments/<uuid:participant_id>/answer/",
        own.open_own,
        {"leads_to": "rooms:answer"},
        name="answer-own",
    ),
    path("rooms/<uuid:appointment_id>/", room.room, name="room"),
    path("rooms/<uuid:appointment_id>/ticket/", room.ticket, name="room-ticket"),
    path("rooms/<uuid:appointment_id>/ended/<int:session>/", room.ended, name="ended"),
    path(
        "rooms/<uuid:appointment_id>/open-again/<int:session>/", room.open_again, name="open-again"
    ),
    path("portal/lobby/", lobby.lobby, name="lobby"),
    path("portal/lobby-ticket/", lobby.ticket, name="lobby-ticket"),
]
