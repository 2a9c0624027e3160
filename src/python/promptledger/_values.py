"""Values that a caller gives: what they may be, and the inputs that a prompt declares."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import math
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ._errors import LedgerError
from ._shapes import is_list, is_mapping, is_number, is_text

MAX_DEPTH = 200


def plain_values(values: Any) -> dict[str, Any]:
    """Values by name as JSON can say them: a copy. Raises LedgerError: invalid-input.

    A date or time becomes its ISO text, an enum its value, a UUID its text, a dataclass and any
    other mapping an object. A Decimal stays a number with all of its digits.
    """
    if not isinstance(values, Mapping) and not _is_record(values):
        raise _refused_value("", "must be a mapping of values by name")
    found = _plain(values, "", 0)
    return found if is_mapping(found) else {}


def _plain(value: Any, path: str, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise _refused_value(path[:200], "is nested without end")
    if isinstance(value, enum.Enum):
        return _plain(value.value, path, depth + 1)
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, (float, Decimal)):
        if not math.isfinite(value):
            raise _refused_value(path, "is %s, which is no finite number" % value)
        return value
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    if is_list(value):
        return [_plain(item, _below(path, str(at)), depth + 1) for at, item in enumerate(value)]
    return _plain_mapping(value, path, depth)


def _plain_mapping(value: Any, path: str, depth: int) -> dict[str, Any]:
    if _is_record(value):
        value = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if not isinstance(value, Mapping):
        raise _refused_value(path, "is a %s" % type(value).__name__)
    found: dict[str, Any] = {}
    for key, item in value.items():  # pyright: ignore[reportUnknownVariableType]
        if not is_text(key):
            raise _refused_value(path, "has the key %r, which is no text" % (key,))
        found[str(key)] = _plain(item, _below(path, key), depth + 1)
    return found


def _is_record(value: Any) -> bool:
    return dataclasses.is_dataclass(value) and not isinstance(value, type)


def _below(path: str, key: str) -> str:
    return "%s.%s" % (path, key) if path else key


def _refused_value(path: str, problem: str) -> LedgerError:
    subject = 'The value of "%s"' % path if path else "The values"
    message = "%s %s. Give values that JSON can hold." % (subject, problem)
    return LedgerError("invalid-input", {"path": path}, message)


def apply_inputs(inputs: Any, given: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What a template sees: values, then defaults, then null; and what is of the wrong type."""
    filled = dict(given)
    wrong: list[str] = []
    for name, written in inputs.items() if is_mapping(inputs) else ():
        declared: dict[str, Any] = written if is_mapping(written) else {}
        required = declared.get("required") is not False
        value = filled.get(name)
        if name in filled and not (value is None and not required):
            if not has_type(value, declared.get("type")):
                wrong.append('"%s" must be %s, not %s' % (name, declared["type"], _kind(value)))
                del filled[name]
        elif name not in filled and "default" in declared:
            filled[name] = declared["default"]
        elif name not in filled and not required:
            filled[name] = None
    return filled, wrong


def has_type(value: Any, kind: Any) -> bool:
    """Whether a value is of a type that an input declares; anything is of one that nobody knows."""
    is_numeric = is_number(value) or isinstance(value, Decimal)
    checks = {
        "string": is_text(value),
        "number": is_numeric,
        "integer": is_numeric and value == math.floor(value),
        "boolean": isinstance(value, bool),
        "array": is_list(value),
        "object": is_mapping(value),
    }
    return checks.get(kind, True) if is_text(kind) else True


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float, Decimal)):
        return "number"
    if is_text(value):
        return "string"
    return "object" if is_mapping(value) else "array"
