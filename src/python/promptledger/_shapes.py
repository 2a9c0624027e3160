"""What a value is: the forms that JSON has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Callable

if TYPE_CHECKING:
    from typing_extensions import TypeGuard

#: The largest whole number that every program reads alike.
MAX_SAFE_INTEGER = 2**53 - 1

Check = Callable[[Any], bool]


def is_text(value: Any) -> TypeGuard[str]:
    return isinstance(value, str)


def is_flag(value: Any) -> TypeGuard[bool]:
    return isinstance(value, bool)


def is_number(value: Any) -> TypeGuard[float]:
    """A number of JSON: True and False are none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_list(value: Any) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, (list, tuple))


def is_mapping(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def is_count(value: Any) -> bool:
    """A whole number above 0 that every program reads alike."""
    return is_number(value) and 0 < value <= MAX_SAFE_INTEGER and float(value).is_integer()


def is_id(value: Any) -> TypeGuard[str]:
    """The whole id of a record."""
    return is_text(value) and re.fullmatch("[0-9a-f]{32}", value) is not None


def is_list_of(value: Any, check: Check) -> TypeGuard[list[Any]]:
    return isinstance(value, list) and all(map(check, value))  # pyright: ignore[reportUnknownArgumentType]


def is_map_of(value: Any, check: Check) -> TypeGuard[dict[str, Any]]:
    return is_mapping(value) and all(map(check, value.values()))


def by_code_units(text: str) -> bytes:
    """A key to sort by as JavaScript sorts: the same on every machine and in every language."""
    return text.encode("utf-16-be", "surrogatepass")


#: What JavaScript takes for white space.
SCRIPT_SPACE = "\t\n\v\f\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
