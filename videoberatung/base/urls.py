from django.urls import path

from videoberatung.base.language import choose_language
from videoberatung.base.session_mark import current_mark

urlpatterns = [
    path("language/", choose_language, name="language"),
    path("session/", current_mark, name="session"),
]
