from videoberatung.privacy.models.consent import Consent, ConsentQuerySet
from videoberatung.privacy.models.page_visit import PageVisit

__all__ = ["Consent", "ConsentQuerySet", "PageVisit"]
