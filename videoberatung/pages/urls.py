from django.urls import path

from videoberatung.pages import views
from videoberatung.practices.documents import PROCESSING_AGREEMENT, TERMS

_TERMS, _AGREEMENT = {"document": TERMS}, {"document": PROCESSING_AGREEMENT}

app_name = "pages"
urlpatterns = [
    path("", views.start, name="start"),
    path("terms/", views.document, _TERMS, name="terms"),
    path("terms/text/", views.document_text, _TERMS, name="terms_text"),
    path("processing-agreement/", views.document, _AGREEMENT, name="processing_agreement"),
    path(
        "processing-agreement/text/",
        views.document_text,
        _AGREEMENT,
        name="processing_agreement_text",
    ),
    path("promises/", views.promises, name="promises"),
    path("receipt/", views.receipt, name="receipt"),
    path("help/", views.help_start, name="help"),
    path("help/roles/", views.roles, name="roles"),
]
