from typing import Any

from allauth.account.forms import ReauthenticateForm

from videoberatung.accounts.forms.fields import PasswordField


class ConfirmByPassword(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = PasswordField()
