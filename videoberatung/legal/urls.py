from django.urls import path

from videoberatung.legal import views
from videoberatung.legal.pages import ACCESSIBILITY, IMPRINT, PRIVACY

app_name = "legal"
urlpatterns = [
    path("imprint/", views.show, {"page": IMPRINT}, name="imprint"),
    path("privacy/", views.show, {"page": PRIVACY}, name="privacy"),
    path("accessibility/", views.show, {"page": ACCESSIBILITY}, name="accessibility"),
    path("editions/<str:name>/", views.history, name="history"),
    path("editions/<str:name>/<str:checksum>/", views.earlier, name="edition"),
]
