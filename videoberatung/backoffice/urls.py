from django.urls import path

from videoberatung.backoffice.views import addresses, practices, promises, requests, visits

app_name = "backoffice"
urlpatterns = [
    path("", promises.promises, name="promises"),
    path("look/", promises.look, name="look"),
    path("download/", promises.download, name="download"),
    path("visits/", visits.visits, name="visits"),
    path("addresses/", addresses.addresses, name="addresses"),
    path("addresses/unblock/", addresses.unblock, name="unblock"),
    path("requests/", requests.requests, name="requests"),
    path("requests/<uuid:request_id>/", requests.one, name="request"),
    path("practices/", practices.practices, name="practices"),
]
