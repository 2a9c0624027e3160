"""JSON as every reader takes it: no NaN, and no depth that ends a process."""

from __future__ import annotations

import json
from typing import Any, NoReturn

#: Deeper than anything that is used; what lies below is not looked at.
_CUT = 300


def parse_json(text: str) -> Any:
    """The value of a JSON text. Raises ValueError."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        return json.loads(_cut(text), parse_constant=_refuse_constant)


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError("%s is no JSON" % word)


def depth_of(text: str) -> int:
    """How many levels of lists and objects a JSON text has."""
    deepest = level = 0
    for character in _without_texts(text):
        if character in "{[":
            level += 1
            deepest = max(deepest, level)
        elif character in "}]":
            level -= 1
    return deepest


def _without_texts(text: str) -> str:
    pieces: list[str] = []
    at = 0
    while True:
        start = text.find('"', at)
        if start < 0:
            return "".join(pieces) + text[at:]
        pieces.append(text[at:start])
        at = start + 1
        while at < len(text) and text[at] != '"':
            at += 2 if text[at] == "\\" else 1
        at += 1


def _cut(text: str) -> str:
    """The text with empty lists for what is nested deeper than anybody reads."""
    pieces: list[str] = []
    level = at = start = 0
    is_text = False
    while at < len(text):
        character = text[at]
        if is_text:
            at += 1 if character == "\\" else 0
            is_text = character != '"'
        elif character == '"':
            is_text = True
        elif character in "{[":
            level += 1
            if level == _CUT:
                pieces.append(text[start:at] + "[]")
        elif character in "}]":
            if level == _CUT:
                start = at + 1
            level -= 1
        at += 1
    if level > 0:
        raise ValueError("This is no JSON")
    return "".join(pieces) + text[start:]
