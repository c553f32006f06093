from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "videoberatung.appointments"
    label = "appointments"
