from videoberatung.legal.models import Edition
from videoberatung.privacy.inventory import declare_impersonal

# Public texts. They name whoever represents the operator, as § 5 DDG wants it.
declare_impersonal(Edition, "page", "language", "checksum", "text")
