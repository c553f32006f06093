from django.apps import AppConfig


class BookingConfig(AppConfig):
    name = "videoberatung.booking"
    label = "booking"
