from django.urls import path

from videoberatung.practices.views import pictures, settings, trail

app_name = "practices"
urlpatterns = [
    path("practice/", settings.details, name="details"),
    path("practice/presets/", settings.presets, name="presets"),
    path("practice/trail/", trail.trail, name="trail"),
    path("pictures/<uuid:picture_id>/", pictures.picture, name="picture"),
    path("pictures/<uuid:picture_id>/small/", pictures.small_picture, name="small-picture"),
]
