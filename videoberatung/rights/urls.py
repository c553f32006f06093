from django.urls import path

from videoberatung.rights.views import account, data, practice, public, requests

app_name = "rights"
urlpatterns = [
    path("account/data/", data.overview, name="data"),
    path("account/data/copy/", data.copy, name="copy"),
    path("account/data/copy/download/", data.download, name="download"),
    path("data-request/", requests.new, name="request"),
    path("account/end/", account.end, name="end"),
    path("account/end/confirm/", account.confirm, name="end-confirm"),
    path("account/end/undo/", account.keep, name="keep"),
    path("portal/practice/close/", practice.close, name="close"),
    path("portal/practice/close/confirm/", practice.confirm, name="close-confirm"),
    path("portal/practice/close/undo/", practice.keep, name="keep-practice"),
    path("terminate/", public.terminate, name="terminate"),
    path("terminate/receipt/", public.receipt, name="receipt"),
    path("terminate/undo/<str:token>/", public.undo, name="undo"),
]
