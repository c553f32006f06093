from django.db import models


class EditionQuerySet(models.QuerySet["Edition"]):
    def of(self, page: str, language: str) -> "EditionQuerySet":
        """Newest first."""
        return self.filter(page=page, language=language).order_by("-since")


class Edition(models.Model):
    """What one of the pages said from a moment on, in one language, word for word."""

    page = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    checksum = models.CharField(max_length=64)
    text = models.TextField()
    since = models.DateTimeField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("page", "language", "since"), name="edition_moment")
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.language} {self.checksum[:8]}"
