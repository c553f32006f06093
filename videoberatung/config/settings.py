"""Django's settings, all derived from the environment (config/environment.py)."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from videoberatung.accounts.codes import CODE_LIFE
from videoberatung.config.environment import read_environment
from videoberatung.config.live import signalling_key
from videoberatung.config.mail_settings import mail_settings

ENVIRONMENT = read_environment()
ENVIRONMENT.require_pages()
PACKAGE = Path(__file__).resolve().parents[1]

SAMPLE = ENVIRONMENT.sample
OPERATOR = ENVIRONMENT.operator_facts()
DATA_DIR = ENVIRONMENT.data_dir.resolve()
PUBLIC_URL = ENVIRONMENT.public_url
SECRET_KEY = ENVIRONMENT.secret_key.get_secret_value()
DEBUG = False
_HOST = urlsplit(PUBLIC_URL).hostname or ""
ALLOWED_HOSTS = ["localhost", "127.0.0.1"] if SAMPLE else [_HOST]

# Whether browsers learn each other's network address.
RELAY_ONLY = ENVIRONMENT.relay_only
TURN_URLS = ENVIRONMENT.turn_urls
SIGNALLING_KEY = signalling_key(ENVIRONMENT)
SIGNALLING_SOCKET = ENVIRONMENT.signalling_socket
# Empty: there is one process, and its memory does.
VALKEY_URL = ENVIRONMENT.valkey_url

INSTALLED_APPS = [
    # Ours first, so that our templates win over those of libraries.
    "videoberatung.config",
    "videoberatung.backoffice",
    "videoberatung.pages",
    "videoberatung.legal",
    "videoberatung.contact",
    "videoberatung.rooms",
    "videoberatung.booking",
    "videoberatung.appointments",
    "videoberatung.rights",
    "videoberatung.practices",
    "videoberatung.accounts",
    "videoberatung.mail",
    "videoberatung.trail",
    "videoberatung.backups",
    "videoberatung.privacy",
    "videoberatung.jobs",
    "videoberatung.base",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django_vite",
]

MIDDLEWARE = [
    "videoberatung.privacy.access_log.AccessLogMiddleware",
    "videoberatung.base.security.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "videoberatung.base.blocking.BlockingMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "videoberatung.base.language.LanguageMiddleware",
    "videoberatung.base.slashes.SlashMiddleware",
    "videoberatung.base.session_mark.SessionMarkMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "videoberatung.privacy.sessions.IdleSessionMiddleware",
    "videoberatung.accounts.sessions.BrowserSessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "videoberatung.accounts.reauthentication.ReauthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "videoberatung.practices.http.CurrentPracticeMiddleware",
]

ROOT_URLCONF = "videoberatung.config.urls"
WSGI_APPLICATION = None
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["videoberatung.base.templatetags.session_mark"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "videoberatung.config.navigation.navigation",
            ],
        },
    }
]
FORM_RENDERER = "videoberatung.base.forms.FormRenderer"

# Data ------------------------------------------------------------------------------------
_SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "videoberatung.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        ),
    },
}
DATABASES = {
    "default": (
        dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=600, conn_health_checks=True)
        if ENVIRONMENT.database_url
        else _SQLITE
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
_MEMORY: dict[str, object] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    # By default 300: a flood from many addresses would push out its own counts.
    "OPTIONS": {"MAX_ENTRIES": 100_000},
}
_VALKEY: dict[str, object] = {
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": ENVIRONMENT.valkey_url,
}
CACHES = {"default": _VALKEY if ENVIRONMENT.valkey_url else _MEMORY}

# Of each page request three facts are kept for so long, the address shortened.
ACCESS_LOG_KEPT = timedelta(days=ENVIRONMENT.access_log_days)

# Backups: None, or encrypted for these keys; the list of deletions is kept one term longer, and
# the database remembers longer than any list.
BACKUP_DIR = ENVIRONMENT.backup_dir
BACKUP_RECIPIENTS = ENVIRONMENT.backup_recipients
BACKUPS_KEPT = timedelta(days=ENVIRONMENT.backup_days)
DELETIONS_KEPT = 2 * BACKUPS_KEPT + timedelta(days=2)

# One cookie ------------------------------------------------------------------------------
SESSION_ENGINE = (
    "django.contrib.sessions.backends.cached_db"
    if ENVIRONMENT.valkey_url
    else "django.contrib.sessions.backends.db"
)
SESSION_COOKIE_NAME = "APPSESSION"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.is_https
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "videoberatung.base.error_pages.form_expired"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# People who sign in ----------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_PASSWORD_RULES = ("LongEnough", "NotCommon", "NotAboutThePerson")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"videoberatung.accounts.passwords.{rule}"} for rule in _PASSWORD_RULES
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "appointments:home"
LOGOUT_REDIRECT_URL = "pages:start"
ACCOUNT_ADAPTER = "videoberatung.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = int(CODE_LIFE.total_seconds())
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 3
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = int(CODE_LIFE.total_seconds())
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# From the first step of signing in to the last: long enough for each new code that is sent.
ACCOUNT_LOGIN_TIMEOUT = int(timedelta(hours=1).total_seconds())
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(minutes=10).total_seconds())
ACCOUNT_FORMS = {
    "login": "videoberatung.accounts.forms.signing_in.SignInForm",
    "signup": "videoberatung.accounts.forms.signing_up.SignUpForm",
    "confirm_email_verification_code": "videoberatung.accounts.forms.codes.AddressCodeForm",
}
# Amount, time and per what: network address (ip), person (user) or e-mail address (key).
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip,5/s/ip",
    "login_failed": "10/m/key,60/m/ip",
    # Sent forms, and of them those without a mistake.
    "signup": "60/m/ip",
    "register": "6/180s/ip",
    # Mails with a code to one address.
    "confirm_email": "1/10s/key,8/h/key",
    "reset_password": "20/m/ip,3/h/key",
    "reset_password_from_key": "20/m/ip",
}
MFA_ADAPTER = "videoberatung.accounts.mfa_adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "videoberatung.accounts.forms.second_factors.SecondFactorForm",
    "reauthenticate": "videoberatung.accounts.forms.second_factors.ConfirmByCode",
}
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
# A clock may be half a minute wrong.
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TRUST_ENABLED = False
# Browsers count localhost as safe; the library asks for this all the same.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.is_https

# Language and time -----------------------------------------------------------------------
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# Headers ---------------------------------------------------------------------------------
_SOCKETS = PUBLIC_URL.replace("http", "ws", 1)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "media-src": [SELF, "blob:"],
        # Older Safari does not count a WebSocket to the own host as 'self'.
        "connect-src": [SELF, _SOCKETS],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["lit-html", "default"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": ["self"],
    "microphone": ["self"],
    "display-capture": ["self"],
    "fullscreen": ["self"],
    "picture-in-picture": ["self"],
    "screen-wake-lock": ["self"],
    "speaker-selection": ["self"],
    "autoplay": ["self"],
    "geolocation": [],
    "payment": [],
    "usb": [],
    "serial": [],
    "midi": [],
    "browsing-topics": [],
}
# Not no-referrer: browsers then send "Origin: null" with forms and the CSRF check fails.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if ENVIRONMENT.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.trusted_proxies else None
)
X_FRAME_OPTIONS = "DENY"

# Bodies ----------------------------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# No other: Django's own would write larger files to the disk.
FILE_UPLOAD_HANDLERS = ["videoberatung.base.uploads.MemoryUploadHandler"]

# Mail ------------------------------------------------------------------------------------
vars().update(mail_settings(ENVIRONMENT))

# Background work -------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Assets ----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS: list[Path] = []
# What is sent out below STATIC_URL (config/processes.py).
ASSETS = PACKAGE / "base/static"
DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "static_url_prefix": "app",
        "manifest_path": PACKAGE / "base/static/app/.vite/manifest.json",
    }
}

# Lines are written by base/logging.py; Django's own handlers would print paths with links.
LOGGING_CONFIG = None
SILENCED_SYSTEM_CHECKS: list[str] = []
