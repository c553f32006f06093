from videoberatung.rights.models.copies import DataCopy
from videoberatung.rights.models.leaving import (
    AccountEnding,
    AccountEndingQuerySet,
    Notice,
    PracticeClosing,
)
from videoberatung.rights.models.requests import DataRequest, DataRequestQuerySet

__all__ = [
    "AccountEnding",
    "AccountEndingQuerySet",
    "DataCopy",
    "DataRequest",
    "DataRequestQuerySet",
    "Notice",
    "PracticeClosing",
]
