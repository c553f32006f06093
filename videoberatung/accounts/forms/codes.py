from allauth.account.forms import ConfirmEmailVerificationCodeForm, ConfirmPasswordResetCodeForm

from videoberatung.accounts.forms.fields import CodeField


class AddressCodeForm(ConfirmEmailVerificationCodeForm):
    code = CodeField()


class ResetCodeForm(ConfirmPasswordResetCodeForm):
    code = CodeField()
