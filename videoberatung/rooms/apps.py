from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "videoberatung.rooms"
    label = "rooms"

    def ready(self) -> None:
        from videoberatung.rooms.hooks import connect

        connect()
