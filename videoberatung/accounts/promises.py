"""Whether what is promised about pictures is kept right now."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from videoberatung.accounts.consents import PICTURE
from videoberatung.accounts.models import Picture
from videoberatung.privacy.findings import Finding, broken, kept
from videoberatung.privacy.models import Consent
from videoberatung.privacy.promises import register_check


def check_pictures_rest_on_consent(_now: datetime) -> Finding:
    """Promise 9."""
    consents = Consent.objects.in_force(PICTURE.purpose).filter(person=OuterRef("user"))
    without = Picture.objects.exclude(Exists(consents)).count()
    if without:
        return broken(_("pictures without a consent in force: %(count)d") % {"count": without})
    count = Picture.objects.count()
    return kept(_("pictures: %(count)d, without a consent in force: 0") % {"count": count})


register_check(9, check_pictures_rest_on_consent)
