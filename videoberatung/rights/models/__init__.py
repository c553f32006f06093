from videoberatung.rights.models.copies import DataCopy
from videoberatung.rights.models.leaving import (
    AccountEnding,
    AccountEndingQuerySet,
    Notice,
    PracticeClosing,
)
from videoberatung.rights.models.requests import DataRequest

__all__ = [
    "AccountEnding",
    "AccountEndingQuerySet",
    "DataCopy",
    "DataRequest",
    "Notice",
    "PracticeClosing",
]
