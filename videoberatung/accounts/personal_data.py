"""The account, and the table of the library for signing in."""

from allauth.account.models import EmailAddress, EmailConfirmation
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_noop

from videoberatung.accounts.models import User
from videoberatung.privacy.inventory import declare, declare_impersonal

declare(
    User,
    "email",
    "salutation",
    "title",
    "first_name",
    "last_name",
    "language",
    "password",
    purpose=gettext_noop("Let a person sign in and address them by name"),
    basis="Art. 6(1)(b) GDPR",
    retention=gettext_noop("until the account is closed"),
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
# Confirmations are signed links and no rows; Django's groups are not used.
declare_impersonal(EmailConfirmation, "key")
declare_impersonal(Group, "name")
declare_impersonal(Permission, "name", "codename")
declare_impersonal(ContentType, "app_label", "model")
