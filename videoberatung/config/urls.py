from django.urls import include, path

from videoberatung.practices.urls import brand_patterns, joining_urls

handler400 = "videoberatung.base.error_pages.bad_request"
handler403 = "videoberatung.base.error_pages.forbidden"
handler404 = "videoberatung.base.error_pages.not_found"
handler429 = "videoberatung.base.error_pages.too_many"  # asked for by allauth
handler500 = "videoberatung.base.error_pages.server_error"

urlpatterns = [
    path("operator/", include("videoberatung.backoffice.urls")),
    path("", include("videoberatung.pages.urls")),
    path("", include("videoberatung.legal.urls")),
    path("contact/", include("videoberatung.contact.urls")),
    path("", include("videoberatung.base.urls")),
    path("", include("videoberatung.accounts.urls")),
    path("", include("videoberatung.rooms.urls")),
    path("", include("videoberatung.booking.urls")),
    path("", include("videoberatung.rights.urls")),
    path("outbox/", include("videoberatung.mail.urls")),
    path("", include("videoberatung.appointments.urls")),
    path("portal/", include("videoberatung.practices.urls")),
    path("", include(joining_urls)),
    path("brand/", include((brand_patterns, "brand"))),
]
