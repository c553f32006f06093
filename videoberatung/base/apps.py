from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "videoberatung.base"
    label = "base"
