from django.urls import path

from videoberatung.accounts.views import (
    account,
    address_code,
    pictures,
    profile,
    recovery_codes,
    resetting,
    second_factors,
    security,
    signing_in,
    signing_out,
    signing_up,
)

# The names are those that the library for signing in looks up.
urlpatterns = [
    path("login/", signing_in.SignInView.as_view(), name="account_login"),
    path("logout/", signing_out.sign_out, name="account_logout"),
    path("account/", profile.profile, name="account_profile"),
    path("account/picture/", pictures.picture, name="account_picture"),
    path("account/picture/withdraw/", pictures.withdraw, name="account_picture_withdraw"),
    path("register/", signing_up.SignUpView.as_view(), name="account_signup"),
    path(
        "email/code/",
        address_code.AddressCodeView.as_view(),
        name="account_email_verification_sent",
    ),
    path("password/reset/", resetting.ResetView.as_view(), name="account_reset_password"),
    path(
        "password/reset/code/",
        resetting.ResetCodeView.as_view(),
        name="account_confirm_password_reset_code",
    ),
    path(
        "password/reset/new/",
        resetting.NewPasswordView.as_view(),
        name="account_complete_password_reset",
    ),
    path("account/security/email/", account.ChangeAddressView.as_view(), name="account_email"),
    path(
        "account/security/password/",
        account.ChangePasswordView.as_view(),
        name="account_change_password",
    ),
    path(
        "account/security/password/set/",
        account.SetPasswordView.as_view(),
        name="account_set_password",
    ),
    path("account/security/", security.security, name="mfa_index"),
    path("account/security/sessions/end/", security.end_others, name="account_end_others"),
    path(
        "account/security/sessions/<uuid:session_id>/end/",
        security.end,
        name="account_end_session",
    ),
    path(
        "account/security/passkeys/add/",
        second_factors.AddPasskeyView.as_view(),
        name="mfa_add_webauthn",
    ),
    path(
        "account/security/passkeys/<int:pk>/",
        second_factors.RenamePasskeyView.as_view(),
        name="mfa_edit_webauthn",
    ),
    path(
        "account/security/passkeys/<int:pk>/remove/",
        second_factors.RemovePasskeyView.as_view(),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/security/app/",
        second_factors.AddAppView.as_view(),
        name="mfa_activate_totp",
    ),
    path(
        "account/security/app/remove/",
        second_factors.RemoveAppView.as_view(),
        name="mfa_deactivate_totp",
    ),
    path("account/security/recovery-codes/", recovery_codes.show, name="mfa_view_recovery_codes"),
    path(
        "account/security/recovery-codes/download/",
        recovery_codes.download,
        name="mfa_download_recovery_codes",
    ),
    path(
        "account/security/recovery-codes/new/",
        recovery_codes.renew,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/security/confirm/code/",
        second_factors.ConfirmByCodeView.as_view(),
        name="mfa_reauthenticate",
    ),
    path(
        "account/security/confirm/passkey/",
        second_factors.ConfirmByPasskeyView.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("login/passkey/", second_factors.PasskeySignInView.as_view(), name="mfa_login_webauthn"),
    path("login/second-step/", second_factors.SecondFactorView.as_view(), name="mfa_authenticate"),
    path("account/security/confirm/", account.ConfirmView.as_view(), name="account_reauthenticate"),
]
