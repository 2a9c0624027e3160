"""Chats: their templates, and what was rendered put where it stood."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ._errors import LedgerError
from ._shapes import is_list, is_mapping, is_text


class _Pairs(list[Any]):
    """The entries of a JSON object, those with the same key too."""


def _arguments(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_Pairs)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, _Pairs):
        for _, item in value:
            yield from _strings(item)
    elif is_list(value):
        for item in value:
            yield from _strings(item)


def _filled(value: Any, texts: Iterator[str]) -> Any:
    if isinstance(value, str):
        return next(texts)
    if isinstance(value, _Pairs):
        return {key: _filled(item, texts) for key, item in value}
    if is_list(value):
        return [_filled(item, texts) for item in value]
    return value


def templates_of(body: dict[str, Any]) -> list[str]:
    """The text, or for each message its content, part by part, then the strings in its calls."""
    if body["type"] == "text":
        return [body["text"]]
    found: list[str] = []
    for entry in body["messages"]:
        if entry["role"] == "history":
            continue
        content = entry["content"]
        if isinstance(content, str):
            found.append(content)
        else:
            found += [part["text"] if part["type"] == "text" else part["url"] for part in content]
        for call in entry.get("calls", ()):
            found += _strings(_arguments(call["arguments"]))
    return found


def fill_chat(
    entries: list[Any], texts: Iterator[str], histories: dict[str, list[Any]]
) -> list[Any]:
    """The messages, with what was rendered in place; nothing that was rendered is read again."""
    messages: list[Any] = []
    names: dict[str, str] = {}
    for entry in entries:
        if entry["role"] == "history":
            messages += histories.get(entry["name"], [])
            continue
        content = _fill_content(entry["content"], texts)
        message: dict[str, Any] = {"role": entry["role"], "content": content}
        calls: list[Any] = []
        for call in entry.get("calls", ()):
            arguments = _filled(_arguments(call["arguments"]), texts)
            calls.append({"id": call["id"], "name": call["name"], "arguments": arguments})
            names[call["id"]] = call["name"]
        if calls:
            message["toolCalls"] = calls
        if "result" in entry:
            message["toolCallId"] = entry["result"]
            if entry["result"] in names:
                message["toolName"] = names[entry["result"]]
        if not is_empty_message(message):
            messages.append(message)
    return messages


def is_empty_message(message: dict[str, Any]) -> bool:
    """Providers refuse a message that is blank, calls no tool and answers none."""
    if "toolCallId" in message or message.get("toolCalls"):
        return False
    content = message["content"]
    if isinstance(content, str):
        return is_blank(content)
    return all(part["type"] == "text" and is_blank(part["text"]) for part in content)


def is_blank(text: str) -> bool:
    return text.strip(" \t\n\r\f\v") == ""


def _fill_content(content: Any, texts: Iterator[str]) -> Any:
    if isinstance(content, str):
        return next(texts)
    filled = [(part, next(texts)) for part in content]
    filled = [(part, text) for part, text in filled if text != ""]
    if all(part["type"] == "text" for part, _ in filled):
        return "\n".join(text for _, text in filled)
    return [
        {"type": "text", "text": text} if part["type"] == "text" else {**part, "url": text}
        for part, text in filled
    ]


_ROLES = ("system", "developer", "user", "assistant", "tool")
_MEDIA = {"url": True, "mediaType": False}
#: The keys of each kind of part that are texts, and whether they must be there.
_PARTS: dict[str, dict[str, bool]] = {
    "text": {"text": True},
    "image": {**_MEDIA, "detail": False},
    "file": {**_MEDIA, "name": False},
}


def read_history(name: str, value: Any) -> list[Any]:
    """A history is data in the form that rendering gives; nothing in it is a template."""
    if value is None:
        return []
    return [_read_message(item, path) for path, item in _items(name, value, "messages")]


def _items(path: str, value: Any, what: str) -> list[tuple[str, Any]]:
    if not is_list(value):
        raise _refused_history(path, "a list of " + what)
    return [("%s[%d]" % (path, at), item) for at, item in enumerate(value)]


def _read_message(value: Any, path: str) -> dict[str, Any]:
    message = _keyed(value, path, ("role", "content", "toolCalls", "toolCallId", "toolName"))
    if message.get("role") not in _ROLES:
        raise _refused_history(path + ".role", "one of " + ", ".join(_ROLES))
    if not is_text(message.get("content")):
        for place, part in _items(path + ".content", message.get("content"), "parts, or a text"):
            _require_part(part, place)
    if "toolCalls" in message:
        for place, item in _items(path + ".toolCalls", message["toolCalls"], "calls"):
            call = _keyed(item, place, ("id", "name", "arguments"))
            _require_texts(call, place, {"id": True, "name": True})
            if not is_mapping(call.get("arguments")):
                raise _refused_history(place + ".arguments", "an object")
    _require_texts(message, path, {"toolCallId": False, "toolName": False})
    return message


def _require_part(value: Any, path: str) -> None:
    if not is_mapping(value):
        raise _refused_history(path, "an object")
    kind = value.get("type")
    known = _PARTS.get(kind) if is_text(kind) else None
    if known is None:
        raise _refused_history(path + ".type", "one of " + ", ".join(_PARTS))
    _require_texts(_keyed(value, path, ("type", *known)), path, known)


def _require_texts(value: dict[str, Any], path: str, known: dict[str, bool]) -> None:
    for key, is_required in known.items():
        if (is_required or key in value) and not is_text(value.get(key)):
            raise _refused_history("%s.%s" % (path, key), "a text")


def _keyed(value: Any, path: str, known: tuple[str, ...]) -> dict[str, Any]:
    if not is_mapping(value):
        raise _refused_history(path, "an object")
    if any(key not in known for key in value):
        raise _refused_history(path, "an object with only the keys " + ", ".join(known))
    return dict(value)


def _refused_history(path: str, expected: str) -> LedgerError:
    message = '"%s" must be %s. A history is a list of messages: [{"role": "user", "content": "Hi"}].'
    data = {"path": path, "expected": expected}
    return LedgerError("invalid-input", data, message % (path, expected))
