"""Values as text: as JavaScript and JSON print them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, Union

from ._shapes import is_list, is_mapping, is_number


def script_number(value: Union[int, float]) -> str:
    """A number as JavaScript prints it: Mustache's own engine does, and JSON everywhere."""
    if isinstance(value, int):
        return str(value)
    if value == 0:
        return "0"
    _, digits, exponent = Decimal(repr(abs(value))).normalize().as_tuple()
    text, point = "".join(map(str, digits)), len(digits) + int(exponent)
    sign = "-" if value < 0 else ""
    if len(text) <= point <= 21:
        return sign + text + "0" * (point - len(text))
    if 0 < point <= 21:
        return sign + text[:point] + "." + text[point:]
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + text
    power = point - 1
    rest = "." + text[1:] if len(text) > 1 else ""
    return "%s%s%se%s%d" % (sign, text[0], rest, "-" if power < 0 else "+", abs(power))


def compact_json(value: Any) -> str:
    """JSON without spaces, as `JSON.stringify` writes it; a Decimal with all of its digits."""
    if is_mapping(value):
        return "{%s}" % ",".join(
            "%s:%s" % (compact_json(key), compact_json(item)) for key, item in value.items()
        )
    if is_list(value):
        return "[%s]" % ",".join(map(compact_json, value))
    if is_number(value):
        return script_number(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False)
