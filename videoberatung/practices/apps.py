from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "videoberatung.practices"
    label = "practices"
