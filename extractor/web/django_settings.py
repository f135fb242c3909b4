"""Django's settings of the whole service: the store's, and what accounts, pages and security need."""

from __future__ import annotations

import secrets

from extractor.store.django_settings import DATABASES as DATABASES
from extractor.store.django_settings import DEFAULT_AUTO_FIELD as DEFAULT_AUTO_FIELD
from extractor.store.django_settings import LANGUAGE_CODE as LANGUAGE_CODE
from extractor.store.django_settings import USE_TZ as USE_TZ
from extractor.web.settings import read_web_settings

_web = read_web_settings()

SECRET_KEY = _web.secret or secrets.token_urlsafe(48)
ALLOWED_HOSTS = _web.allowed_hosts
TIME_ZONE = "Asia/Shanghai"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "extractor.store",
    "extractor.web",
]
MIDDLEWARE = [
    "extractor.web.headers.SecurityHeaders",
    "extractor.web.limits.UploadLimit",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "extractor.web.language.LanguageOfRequest",
    "django_htmx.middleware.HtmxMiddleware",
    "extractor.web.mishaps.ShownMishaps",
    "extractor.web.gate.Gate",
]
ROOT_URLCONF = "extractor.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "extractor.web.surroundings.surroundings",
            ]
        },
    }
]

AUTH_USER_MODEL = "web.Person"
LOGIN_URL = "/login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

SESSION_COOKIE_AGE = _web.session_hours * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _web.production
CSRF_COOKIE_SECURE = _web.production
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "extractor.web.mishaps.csrf_failed"
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in _web.allowed_hosts] if _web.production else []
SECURE_HSTS_SECONDS = 31_536_000 if _web.production else 0
SECURE_SSL_REDIRECT = _web.production
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _web.proxied else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 86_400

MAX_UPLOAD = _web.max_upload
PROXIED = _web.proxied
SECOND_LOOK = _web.second_look
HOSTS_INSIDE = _web.hosts_inside
RETENTION_DAYS = _web.retention_days
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FILES = 200
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
