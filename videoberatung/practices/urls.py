from django.urls import path

from videoberatung.practices.views import settings, trail

app_name = "practices"
urlpatterns = [
    path("practice/", settings.details, name="details"),
    path("practice/presets/", settings.presets, name="presets"),
    path("practice/trail/", trail.trail, name="trail"),
]
