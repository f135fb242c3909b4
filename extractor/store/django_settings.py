"""Django's settings of the store alone; the web's own settings start from these (``from … import *``)."""

from __future__ import annotations

from extractor.settings import read_settings
from extractor.store.database import address_of, database_of

DATABASES = {"default": database_of(address_of(read_settings()))}
INSTALLED_APPS = ["extractor.store"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "zh-hans"
