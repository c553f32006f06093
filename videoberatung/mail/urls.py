from django.urls import path

from videoberatung.mail import views

app_name = "mail"
urlpatterns = [
    path("", views.index, name="outbox"),
    path("<slug:name>/", views.mail, name="mail"),
    path("<slug:name>/<int:number>/", views.attachment, name="attachment"),
]
