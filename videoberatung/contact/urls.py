from django.urls import path

from videoberatung.contact import views

app_name = "contact"
urlpatterns = [path("", views.contact, name="form")]
