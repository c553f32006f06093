from django.urls import path

from videoberatung.pages import views

app_name = "pages"
urlpatterns = [path("", views.start, name="start")]
