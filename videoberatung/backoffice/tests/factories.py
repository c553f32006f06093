from django.test import Client

from videoberatung.accounts.models import User
from videoberatung.accounts.tests.steps import make_passkey
from videoberatung.backoffice.services.operators import add_operator

ADDRESS = "operator@example.org"
PASSWORD = "correct horse battery staple"


def make_operator(*, has_second_factor: bool = True) -> User:
    operator = add_operator(ADDRESS, password=PASSWORD)
    if has_second_factor:
        make_passkey(operator)
    return operator


def browser_of(user: User) -> Client:
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(user)
    return browser
