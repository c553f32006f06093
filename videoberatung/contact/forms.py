from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django import forms
from django.core.signing import BadSignature, Signer
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.accounts.models import User
from videoberatung.base.forms import SafeCharField, SafeEmailField, SafeTextField
from videoberatung.contact.message import Letter

# Nobody reads the page and writes a sentence faster; programs do.
QUICKEST = timedelta(seconds=3)
# A page may stay open for a day: the session ends before.
LONGEST = timedelta(hours=24)
_signer = Signer(salt="contact: opened")


class ContactForm(forms.Form):
    """`user` is who is signed in: only to them, at the address they have proved, a copy goes.

    Anybody else could have it sent to a stranger.
    """

    name = SafeCharField(
        label=gettext_lazy("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = SafeEmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("Our answer goes there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    subject = SafeCharField(label=gettext_lazy("What is it about?"), max_length=120)
    text = SafeTextField(
        label=gettext_lazy("Your message"),
        max_length=5000,
        help_text=gettext_lazy(
            "Please write nothing about your health; your practice is there for that."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    copy = forms.BooleanField(label=gettext_lazy("Send me a copy"), required=False)
    # Not shown; programs fill in whatever they find.
    website = forms.CharField(required=False)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._now = now
        self._user = user
        self.fields["opened"].initial = _signer.sign(str(int(now.timestamp())))
        if user is None:
            del self.fields["copy"]
        else:
            self.fields["copy"].help_text = _("It goes to %(email)s.") % {"email": user.email}

    def renew(self) -> None:
        """Keep what was typed, but count the time anew: somebody sends the same once more."""
        typed = cast(QueryDict, self.data).copy()
        typed[self.add_prefix("opened")] = self.fields["opened"].initial
        self.data = typed

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please leave this field empty."))
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self._was_opened_in_time(cleaned.get("opened", "")):
            self.add_error(
                None,
                _(
                    "This was sent unusually fast, or the page was open very long. Nothing was "
                    "lost: please send it once more in a few seconds."
                ),
            )
        return cleaned

    def _was_opened_in_time(self, signed: str) -> bool:
        """Somebody opened the page and then wrote."""
        try:
            opened = int(_signer.unsign(signed))
        except (BadSignature, ValueError):
            return False
        return QUICKEST <= self._now - datetime.fromtimestamp(opened, UTC) <= LONGEST

    def letter(self) -> Letter:
        """Only after `is_valid`."""
        typed = self.cleaned_data
        wants_copy = self._user is not None and typed["copy"]
        return Letter(
            name=typed["name"],
            email=typed["email"],
            subject=typed["subject"],
            text=typed["text"],
            copy_to=self._user.email if self._user is not None and wants_copy else "",
        )
