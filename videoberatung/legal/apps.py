from django.apps import AppConfig


class LegalConfig(AppConfig):
    name = "videoberatung.legal"
    label = "legal"
