from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "videoberatung.accounts"
    label = "accounts"
