from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "videoberatung.pages"
    label = "pages"
