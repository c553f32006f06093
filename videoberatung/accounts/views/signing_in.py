"""The library's page with our answers; a class because its own is one."""

from allauth.account.views import LoginView

from videoberatung.accounts.views.answers import Unprocessable


class SignInView(Unprocessable, LoginView):
    pass
