"""Records to JSON values and back, by their type hints alone, so that a field added to a record needs no change here.

Days become ISO text, enums their value, tuples lists, records objects with a key for each field that is not its
default.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from geo.errors import StoreError


def to_json(value: Any) -> Any:
    """Return the JSON value of a record, a tuple of them, or a plain value."""
    if is_dataclass(value):
        given = ((item, getattr(value, item.name)) for item in fields(value))
        return {item.name: to_json(held) for item, held in given if not _is_default(item, held)}
    if isinstance(value, (tuple, list)):
        return [to_json(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def from_json(kind: Any, value: Any) -> Any:
    """Return the record of type ``kind`` that `to_json` wrote.

    Raises
    ------
    StoreError
        If the value is not one of this type.
    """
    try:
        return _read(kind, value)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        name = getattr(kind, "__name__", str(kind))
        raise StoreError(f"expected the JSON of a {name}, got something else ({error}).") from error


def _read(kind: Any, value: Any) -> Any:
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _read(next(one for one in inside if one is not type(None)), value)
    if origin is tuple:
        return tuple(_read(inside[0], item) for item in value)
    if is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], held) for name, held in value.items()})  # type: ignore[operator]
    if isinstance(kind, type) and issubclass(kind, date):
        return kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum | float):
        return kind(value)
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _is_default(item: Field[Any], held: Any) -> bool:
    return item.default is not MISSING and held == item.default and type(held) is type(item.default)
