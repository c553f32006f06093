"""The account, and the table of the library for signing in."""

from datetime import timedelta

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_noop

from videoberatung.accounts import erasing
from videoberatung.accounts.models import BrowserSession, Letter, Picture, User
from videoberatung.backups.registry import leave_out
from videoberatung.privacy.disclosure import Disclosure, register_disclosure
from videoberatung.privacy.field_names import name_fields
from videoberatung.privacy.holdings import Holding, register_holding
from videoberatung.privacy.inventory import declare, declare_impersonal

declare(
    User,
    "email",
    "salutation",
    "title",
    "first_name",
    "last_name",
    "language",
    "time_zone",
    "password",
    purpose=gettext_noop("Let a person sign in and address them by name"),
    basis="Art. 6(1)(b) GDPR",
    retention=gettext_noop("until the account is closed"),
    receivers=("practice", "participants", "mail"),
    exportable=True,
)
declare(
    EmailAddress,
    "user",
    "email",
    purpose=gettext_noop("Know that an address belongs to the person who signs in with it"),
    basis="Art. 6(1)(b) GDPR",
    retention=gettext_noop("until the account is closed"),
    exportable=True,
)
declare(
    Authenticator,
    "user",
    "data",
    purpose=gettext_noop("Let a person prove with a second factor or a passkey that it is them"),
    basis="Art. 6(1)(b) GDPR, Art. 32(1) GDPR",
    retention=gettext_noop("until the person removes it or the account is closed"),
)
declare(
    Picture,
    "user",
    "content",
    "small",
    purpose=gettext_noop("Show colleagues and clients the face of the person they talk to"),
    basis="Art. 6(1)(a) GDPR",
    retention=gettext_noop("until the consent is withdrawn or the account is closed"),
    receivers=("practice", "participants"),
    exportable=True,
)
declare(
    BrowserSession,
    "user",
    "session_key",
    "browser",
    "system",
    purpose=gettext_noop("Show a person where they are signed in, and let them sign out there"),
    basis="Art. 6(1)(b) GDPR, Art. 32(1) GDPR",
    retention=timedelta(hours=12),
    counted_from="seen_at",
    erased_by="delete",
)
declare(
    Letter,
    "address",
    "language",
    "sealed_code",
    purpose=gettext_noop("Send mails about an account: codes, and what has changed in it"),
    basis="Art. 6(1)(b) GDPR",
    retention=timedelta(0),
    counted_from="expires_at",
    erased_by="delete",
    receivers=("mail",),
)
declare_impersonal(Letter, "kind")
declare_impersonal(Authenticator, "type")
# Confirmations are signed links and no rows; Django's groups are not used.
declare_impersonal(EmailConfirmation, "key")
declare_impersonal(Group, "name")
declare_impersonal(Permission, "name", "codename")
declare_impersonal(ContentType, "app_label", "model")

register_holding(
    Holding(
        models=(BrowserSession,),
        msgid=gettext_noop("You are signed out on every device."),
        erase=erasing.sign_out_everywhere,
    )
)
register_holding(
    Holding(
        models=(Picture,),
        msgid=gettext_noop("Your picture, everywhere it was shown."),
        erase=erasing.remove_picture,
    )
)
register_holding(
    Holding(
        models=(Authenticator, EmailAddress),
        msgid=gettext_noop("Your password, passkeys, second factors and recovery codes."),
        erase=erasing.remove_ways_in,
    )
)
register_holding(
    Holding(
        models=(Letter,),
        msgid=gettext_noop("Mails about your account that have not left yet."),
        erase=erasing.tear_up_letters,
    )
)
register_holding(
    Holding(
        models=(User,),
        msgid=gettext_noop("Your name, how you are addressed, and your e-mail addresses."),
        erase=erasing.blank_the_account,
    )
)

register_disclosure(
    Disclosure(
        User,
        gettext_noop("Your account"),
        rows=lambda person: User.objects.filter(id=person.id),
        facts={
            "email": gettext_noop("E-mail address"),
            "salutation": gettext_noop("Salutation"),
            "title": gettext_noop("Title"),
            "first_name": gettext_noop("First name"),
            "last_name": gettext_noop("Last name"),
            "language": gettext_noop("Language"),
            "time_zone": gettext_noop("Time zone"),
            "created_at": gettext_noop("Account since"),
        },
        withheld=frozenset({"password"}),
    )
)
register_disclosure(
    Disclosure(
        EmailAddress,
        gettext_noop("E-mail addresses you sign in with"),
        rows=lambda person: EmailAddress.objects.filter(user=person.id),
        facts={
            "email": gettext_noop("E-mail address"),
            "verified": gettext_noop("Confirmed"),
        },
        withheld=frozenset({"user"}),
    )
)
register_disclosure(
    Disclosure(
        Authenticator,
        gettext_noop("Passkeys, second factors and recovery codes"),
        rows=lambda person: Authenticator.objects.filter(user=person.id),
        facts={
            "type": gettext_noop("Kind"),
            "created_at": gettext_noop("Since"),
            "last_used_at": gettext_noop("Last used"),
        },
        withheld=frozenset({"user", "data"}),
    )
)
register_disclosure(
    Disclosure(
        Picture,
        gettext_noop("Your picture"),
        rows=lambda person: Picture.objects.filter(user=person.id).defer(None),
        facts={
            "content": gettext_noop("As clients see it"),
            "small": gettext_noop("As it stands in lists"),
        },
        withheld=frozenset({"user"}),
    )
)
register_disclosure(
    Disclosure(
        BrowserSession,
        gettext_noop("Browsers in which you are signed in"),
        rows=lambda person: BrowserSession.objects.filter(user=person.id),
        facts={
            "browser": gettext_noop("Browser"),
            "system": gettext_noop("System"),
            "signed_in_at": gettext_noop("Signed in"),
            "seen_at": gettext_noop("Last used"),
        },
        withheld=frozenset({"user", "session_key"}),
    )
)
register_disclosure(
    Disclosure(
        Letter,
        gettext_noop("Mails about your account that have not left yet"),
        rows=lambda person: Letter.objects.filter(address__in=person.addresses),
        facts={
            "address": gettext_noop("E-mail address"),
            "language": gettext_noop("Language"),
            "expires_at": gettext_noop("Not sent any more from"),
        },
        withheld=frozenset({"sealed_code"}),
    )
)
# They live for hours, and a letter would be sent twice.
leave_out(BrowserSession, Letter)

name_fields(User, {"password": gettext_noop("password, as a check value only")})
name_fields(Authenticator, {"data": gettext_noop("keys of passkeys and second factors")})
name_fields(
    Picture, {"content": gettext_noop("the picture"), "small": gettext_noop("the picture in small")}
)
name_fields(BrowserSession, {"session_key": gettext_noop("key of the session")})
name_fields(Letter, {"sealed_code": gettext_noop("code, sealed")})
