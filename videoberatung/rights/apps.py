from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "videoberatung.rights"
    label = "rights"
