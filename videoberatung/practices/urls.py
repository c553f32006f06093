from django.urls import path

from videoberatung.practices.views import (
    brand,
    contract,
    invitations,
    joining,
    look,
    own_role,
    pictures,
    registration,
    settings,
    team,
    trail,
)

app_name = "practices"
urlpatterns = [
    path("shop/register/", registration.register, name="register"),
    path("welcome/", registration.welcome, name="welcome"),
    path("practice/", settings.details, name="details"),
    path("practice/look/", look.look, name="look"),
    path("practice/look/preview.css", look.preview, name="look-preview"),
    path("practice/look/logo/", look.logo, name="logo"),
    path("practice/look/logo/remove/", look.logo_removal, name="logo-remove"),
    path("practice/presets/", settings.presets, name="presets"),
    path("practice/hours/", settings.hours, name="hours"),
    path("practice/contract/", contract.contract, name="contract"),
    path("practice/contract/bank/", contract.bank, name="bank"),
    path("practice/trail/", trail.trail, name="trail"),
    path("pictures/<uuid:picture_id>/", pictures.picture, name="picture"),
    path("pictures/<uuid:picture_id>/small/", pictures.small_picture, name="small-picture"),
    path("team/", team.team, name="team"),
    path("team/invite/", invitations.invite, name="invite-member"),
    path(
        "team/invitations/<uuid:invitation_id>/again/",
        invitations.invite_again,
        name="invite-member-again",
    ),
    path(
        "team/invitations/<uuid:invitation_id>/withdraw/",
        invitations.withdraw,
        name="withdraw-invitation",
    ),
    path("team/members/<uuid:member_id>/", team.change, name="change-member"),
    path("team/members/<uuid:member_id>/remove/", team.remove, name="remove-member"),
    path("role/", own_role.own_role, name="own-role"),
    path("role/leave/", own_role.leave, name="leave"),
    path("switch/", own_role.switch, name="switch"),
]
# Not in the portal: whoever comes by an invitation is not in a practice yet.
joining_urls = ([path("join/<str:token>/", joining.join, name="join")], "joining")
# Not under /portal/: clients' pages load them too.
brand_patterns = [
    path("<uuid:practice_id>.css", brand.stylesheet, name="stylesheet"),
    path("<uuid:practice_id>/<uuid:logo_id>.webp", brand.logo, name="logo"),
]
