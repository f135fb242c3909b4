"""Column types of our own: exact decimals that sort and add alike on every database, and packed JSON."""

from __future__ import annotations

import json
import re
import zlib
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:

    class _WholeNumberField(models.BigIntegerField[Any, Any]):
        _pyi_private_set_type: Decimal | str | int  # type: ignore[assignment]
        _pyi_private_get_type: Decimal  # type: ignore[assignment]

    class _BytesField(models.BinaryField[Any, Any]):
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any
else:
    _WholeNumberField, _BytesField = models.BigIntegerField, models.BinaryField

PLACES = 8
"""Decimals kept: a hundred-thousandth of a fen, in 万元."""
_UNIT = Decimal(1).scaleb(-PLACES)
_LARGEST = 2**63 - 1
_FASTEST = 6
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_YEARS = range(1900, 2201)


class ExactDecimalField(_WholeNumberField):
    """A decimal kept as a whole number of hundred-millionths; SQLite has no exact decimals of its own.

    Sums, comparisons and sorting in SQL are exact. Values beyond 9.2e10 or with more than 8 decimals do not fit; see
    ``exact``.
    """

    description = "An exact decimal of up to 8 places"

    def from_db_value(self, value: int | None, expression: object, connection: object) -> Decimal | None:
        """The column's whole number as a decimal without trailing zeros."""
        return None if value is None else plain_decimal(Decimal(value).scaleb(-PLACES))

    def to_python(self, value: Any) -> Decimal | None:
        """A decimal from whatever was assigned."""
        return None if value is None else Decimal(value)

    def get_prep_value(self, value: Any) -> int | None:
        """The whole number to store.

        Raises:
            ValueError: it does not fit exactly.
        """
        if value is None:
            return None
        if (fitting := exact(str(value))) is None:
            raise ValueError(f"{value} does not fit {PLACES} decimals")
        return int(fitting.scaleb(PLACES))


class PackedJSONField(_BytesField):
    """Any JSON, compressed. Whatever Python can write as JSON comes back equal, also odd characters of bad files."""

    def from_db_value(self, value: bytes | memoryview | None, expression: object, connection: object) -> Any:
        """The JSON again."""
        return None if value is None else unpack(bytes(value))

    def get_prep_value(self, value: Any) -> bytes | None:
        """The compressed JSON."""
        return None if value is None else pack(value)


def pack(plain: Any) -> bytes:
    """JSON, compressed."""
    return zlib.compress(json.dumps(plain, separators=(",", ":")).encode("ascii"), _FASTEST)


def unpack(packed: bytes) -> Any:
    """What ``pack`` was given."""
    return json.loads(zlib.decompress(packed))


def plain_decimal(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    trimmed = value.normalize()
    return trimmed.quantize(Decimal(1)) if trimmed.as_tuple().exponent > 0 else trimmed  # type: ignore[operator]


def exact(text: str | None) -> Decimal | None:
    """The number a text says, where it is one and fits an ``ExactDecimalField`` without rounding."""
    try:
        value = Decimal(text or "")
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value) > _LARGEST * _UNIT or value != value.quantize(_UNIT):
        return None
    return plain_decimal(value)


def storable(text: str) -> str:
    """The text as every database takes it: characters that none can hold become U+FFFD."""
    return _UNSTORABLE.sub("�", text)


def storable_year(year: int | None) -> int | None:
    """The year, where it can be one; a misread figure stays in the record but is no year to file under."""
    return year if year in _YEARS else None
