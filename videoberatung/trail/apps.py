from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "videoberatung.trail"
    label = "trail"
