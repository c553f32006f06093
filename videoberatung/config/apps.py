from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "videoberatung.config"
    label = "config"
