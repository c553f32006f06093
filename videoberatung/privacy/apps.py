from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PrivacyConfig(AppConfig):
    name = "videoberatung.privacy"
    label = "privacy"

    def ready(self) -> None:
        from videoberatung.privacy.checks import register_checks

        autodiscover_modules("personal_data", "promises")
        register_checks()
