from typing import Any

from allauth.account.forms import AddEmailForm
from django.utils.translation import gettext_lazy as _

from videoberatung.accounts.forms.fields import AddressField


class ChangeAddress(AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField(label=_("New e-mail address"))
