from videoberatung.privacy.models.audit_report import THE_ONE, AuditReport
from videoberatung.privacy.models.consent import Consent, ConsentQuerySet
from videoberatung.privacy.models.page_visit import PageVisit

__all__ = ["THE_ONE", "AuditReport", "Consent", "ConsentQuerySet", "PageVisit"]
