from django.urls import path

from videoberatung.practices.views import settings

app_name = "practices"
urlpatterns = [
    path("practice/", settings.details, name="details"),
    path("practice/presets/", settings.presets, name="presets"),
]
