from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    name = "videoberatung.backoffice"
    label = "backoffice"

    def ready(self) -> None:
        import videoberatung.backoffice.hooks  # noqa: F401
