"""Consents, Django's sessions, and the tables of apps below, which cannot declare them."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_noop
from django_tasks_db.models import DBTaskResult

from videoberatung.jobs.models import PeriodicRun
from videoberatung.jobs.tasks import forget_old_tasks
from videoberatung.privacy.consents import withdraw_all
from videoberatung.privacy.disclosure import (
    Disclosure,
    register_disclosure,
    register_undisclosed,
)
from videoberatung.privacy.field_names import name_fields
from videoberatung.privacy.holdings import Holding, Kept, register_holding
from videoberatung.privacy.inventory import declare, declare_impersonal
from videoberatung.privacy.models import AuditReport, Consent, PageVisit
from videoberatung.privacy.sessions import forget_idle_sessions

declare(
    Session,
    "session_key",
    "session_data",
    purpose=gettext_noop("Know a browser again from one page to the next"),
    basis="Art. 6(1)(b) GDPR, § 25(2) no. 2 TDDDG",
    retention=timedelta(hours=12),
    erased_by=forget_idle_sessions,
)
declare(
    Consent,
    "person",
    purpose=gettext_noop("Prove that somebody consented, to which text and until when"),
    basis="Art. 6(1)(c), Art. 7(1) GDPR",
    # From the withdrawal on, as long as claims can be made (§§ 195, 199 BGB).
    retention=timedelta(days=3 * 365),
    counted_from="withdrawn_at",
    erased_by="delete",
    exportable=True,
)
declare_impersonal(Consent, "purpose", "text_hash")
declare(
    DBTaskResult,
    "args_kwargs",
    purpose=gettext_noop("Do the work a person asked for in the background"),
    basis="Art. 6(1)(b) GDPR",
    retention=timedelta(days=14),
    erased_by=forget_old_tasks,
)
declare_impersonal(
    DBTaskResult,
    "status",
    "task_path",
    "worker_ids",
    "queue_name",
    "backend_name",
    "return_value",
    "exception_class_path",
    "traceback",
)
declare(
    PageVisit,
    "at",
    "browser",
    "version",
    "system",
    "network",
    purpose=gettext_noop("Deliver the site, count visits, fend off attacks"),
    basis="Art. 6(1)(f) GDPR",
    retention=settings.ACCESS_LOG_KEPT,
    counted_from="at",
    erased_by="delete",
)
declare_impersonal(PeriodicRun, "name")
# Numbers and sentences of checks (findings.py).
declare_impersonal(AuditReport, "lines")

register_holding(
    Holding(
        models=(Consent,),
        msgid=gettext_noop("Your consents end, and what rests on them goes."),
        erase=withdraw_all,
        kept=(
            Kept(
                gettext_noop("To which text a number, no name, agreed and until when."),
                until=gettext_noop("three years"),
                law=gettext_noop("Art. 7(1) and Art. 17(3)(e) GDPR"),
            ),
        ),
    )
)

register_disclosure(
    Disclosure(
        Consent,
        gettext_noop("Consents you have given"),
        rows=lambda person: Consent.objects.of(person.id),
        facts={
            "purpose": gettext_noop("What for"),
            "version": gettext_noop("Version"),
            "given_at": gettext_noop("Given"),
            "withdrawn_at": gettext_noop("Withdrawn"),
        },
        withheld=frozenset({"person"}),
    )
)
register_undisclosed(Session, "the browsers a person is signed in with stand in their own table")
register_undisclosed(PageVisit, "what is left of an address fits thousands of people")
register_undisclosed(DBTaskResult, "holds ids of rows that are disclosed themselves")

name_fields(
    Session,
    {
        "session_key": gettext_noop("key of the session"),
        "session_data": gettext_noop("who is signed in, and the language"),
    },
)
name_fields(Consent, {"person": gettext_noop("number of the person")})
name_fields(DBTaskResult, {"args_kwargs": gettext_noop("number of whom or what the work is about")})
name_fields(
    PageVisit,
    {
        "at": gettext_noop("time"),
        "browser": gettext_noop("kind of browser"),
        "version": gettext_noop("version of the browser"),
        "system": gettext_noop("operating system"),
        "network": gettext_noop("shortened network address"),
    },
)
