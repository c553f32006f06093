from django.urls import path

from videoberatung.base.language import choose_language

urlpatterns = [path("language/", choose_language, name="language")]
