from django.db import models


class PageVisit(models.Model):
    """One request for a page: when, with what kind of browser, from what part of the network.

    These three facts and no other (promise 1). Written shortened: a full address never
    reaches the database (promise 2).
    """

    at = models.DateTimeField(db_index=True)
    # Family, major version and system, as base/browsers.py tells them.
    browser = models.CharField(max_length=60, blank=True)
    version = models.CharField(max_length=12, blank=True)
    system = models.CharField(max_length=60, blank=True)
    # networks.py; empty: not known.
    network = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return str(self.pk)
