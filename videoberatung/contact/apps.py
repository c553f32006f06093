from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "videoberatung.contact"
    label = "contact"
