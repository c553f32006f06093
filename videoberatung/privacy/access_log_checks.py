"""Whether the record of visits holds what it may, and no more (promises 1 and 2)."""

from datetime import datetime

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from videoberatung.base.defence import blocked, refused_lately
from videoberatung.privacy.findings import Finding, broken, kept
from videoberatung.privacy.models import PageVisit
from videoberatung.privacy.networks import is_shortened

FACTS = {"id", "at", "browser", "version", "system", "network"}
# "Mobile Safari UI/WKWebView" is long; a raw string is much longer, and holds brackets.
LONGEST_NAME = 40
MOST_MINUTES = 60


def check_facts_of_a_visit(_now: datetime) -> Finding:
    """Promise 1."""
    columns = {field.name for field in PageVisit._meta.concrete_fields}
    raw = PageVisit.objects.alias(length=Length("browser")).filter(
        Q(length__gt=LONGEST_NAME) | Q(browser__contains="(")
    )
    count = raw.count()
    if columns != FACTS or count:
        return broken(_("visits that hold more than the three facts: %(count)d") % {"count": count})
    return kept(
        _("visits recorded: %(count)d, each with time, kind of browser and shortened address")
        % {"count": PageVisit.objects.count()}
    )


def check_addresses_are_shortened(now: datetime) -> Finding:
    """Promise 2: the database and the memory; configurations are checked by their own tests."""
    networks = PageVisit.objects.order_by().values_list("network", flat=True).distinct()
    full = sum(not is_shortened(network) for network in networks.iterator())
    whole_columns = [
        field.name
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.GenericIPAddressField)
    ]
    if full or whole_columns:
        found = full + len(whole_columns)
        return broken(_("full addresses or columns for them: %(count)d") % {"count": found})
    moment = now.timestamp()
    lately = refused_lately(moment)
    minutes = int(max((moment - one.first_at for one in lately), default=0) / 60)
    if minutes > MOST_MINUTES or any(until > moment + 3600 for until in blocked(moment).values()):
        return broken(
            _("addresses in memory for more than an hour: the oldest %(minutes)d minutes")
            % {"minutes": minutes}
        )
    figures = {"count": len(networks), "memory": len(lately), "minutes": minutes}
    return kept(
        _(
            "networks recorded: %(count)d, full addresses among them: 0; in memory for defence: "
            "%(memory)d, the oldest %(minutes)d minutes"
        )
        % figures,
        public=_("networks recorded: %(count)d, full addresses among them: 0") % figures,
    )


def check_visits_are_nobodys(_now: datetime) -> Finding:
    """Promise 3: no table leads from a visit to a person or back, so none can be followed."""
    meta = PageVisit._meta
    count = sum(field.is_relation for field in meta.get_fields(include_hidden=True))
    if count:
        return broken(_("ways from a visit to something else: %(count)d") % {"count": count})
    return kept(_("ways from a recorded visit to a person, session or account: 0"))
