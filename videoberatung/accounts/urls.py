from allauth.account.views import login
from django.urls import path

from videoberatung.accounts.views import pictures, profile, signing_out

# The names are those that the library for signing in looks up.
urlpatterns = [
    path("login/", login, name="account_login"),
    path("logout/", signing_out.sign_out, name="account_logout"),
    path("account/", profile.profile, name="account_profile"),
    path("account/picture/", pictures.picture, name="account_picture"),
    path("account/picture/withdraw/", pictures.withdraw, name="account_picture_withdraw"),
]
