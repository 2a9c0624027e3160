"""The text of a prompt document -> its format, front matter, body, and where they stand."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, NoReturn, Optional

from ._chatlines import Place, parse_chat, unescape_text
from ._errors import LedgerError
from ._shapes import is_flag, is_list, is_mapping, is_text
from ._values import has_type
from ._yaml import YamlProblem, read_yaml

MAX_DOCUMENT_BYTES = 1024 * 1024
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_CONFLICT_MARKERS = (
    re.compile(r"^<{7}(?: .*)?$", re.MULTILINE),
    re.compile(r"^={7}$", re.MULTILINE),
    re.compile(r"^>{7}(?: .*)?$", re.MULTILINE),
)
_TYPES = ("string", "number", "integer", "boolean", "array", "object", "any")


class _Split(NamedTuple):
    """A source, cut where its front matter ends."""

    yaml: Optional[str]
    body: str
    body_line: int


def parse_document(source: str, name: str) -> dict[str, Any]:
    """Reads a document into the form that versions have in a bundle.

    Raises LedgerError: invalid-document, too-large.
    """
    text = normalize(source)
    _require_readable(text, name)
    split = _split(text, name)
    front: dict[str, Any] = {} if split.yaml is None else _front_matter(split.yaml, name)
    if front.get("type") == "chat":
        chat = parse_chat(split.body, split.body_line)
        if chat.problems:
            line, column, message = chat.problems[0]
            _refuse_document(name, (line, column), message)
        body: dict[str, Any] = {"type": "chat", "messages": chat.messages}
        places: dict[str, Any] = {"templates": chat.templates, "messages": chat.lines}
    else:
        unescaped, place = unescape_text(split.body, split.body_line)
        body = {"type": "text", "text": unescaped}
        places = {"templates": [place], "messages": []}
    found = front.get("format", "mustache")
    return {"format": found, "frontMatter": front, "body": body, "places": places}


def normalize(text: str) -> str:
    """Without a byte order mark, and with "\\n" as the only line end."""
    text = text[1:] if text.startswith("\ufeff") else text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_document(name: str, place: Place, message: str, code: str = "invalid-document") -> NoReturn:
    line, column = place
    problem = {"severity": "error", "message": message, "line": line, "column": column}
    told = '"%s" is not a valid prompt at line %d, column %d: %s' % (name, line, column, message)
    raise LedgerError(code, {"name": name, "problems": [problem]}, told)


def _require_readable(text: str, name: str) -> None:
    """Nothing forbids reading the text, whatever its lines say."""
    if len(text) * 4 > MAX_DOCUMENT_BYTES:
        if len(text.encode("utf-8", "surrogatepass")) > MAX_DOCUMENT_BYTES:
            message = "The document is larger than 1 MB. Split it and include its parts."
            _refuse_document(name, (1, 1), message, "too-large")
    half = re.search("[\ud800-\udfff]", text)
    if half is not None:
        message = "Half a character (a lone surrogate) stands here. Remove it."
        _refuse_document(name, place_at(text, half.start()), message)
    start, at = None, 0
    for marker in _CONFLICT_MARKERS:
        found = marker.search(text, at)
        if found is None:
            return
        start = found.start() if start is None else start
        at = found.end()
    message = "A git conflict begins here. Choose one side and remove the markers; where they are text, write a backslash before each."
    _refuse_document(name, place_at(text, start or 0), message)


def place_at(text: str, offset: int) -> Place:
    """The line and the column of an offset, counted from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def _split(source: str, name: str) -> _Split:
    opening = _FENCE.search(source)
    before = source[: opening.start()] if opening else ""
    if opening is None or before.strip(" \t\n") != "":
        return _Split(None, source, 1)
    if before:
        message = 'Front matter begins on the first line. Remove the blank lines above, or put an empty one there: "---" twice.'
        _refuse_document(name, (before.count("\n") + 1, 1), message)
    rest = source[opening.end() + 1 :]
    closing = _FENCE.search(rest)
    if closing is None:
        message = 'The front matter is never closed. End it with a line that is only "---"; a text that begins so needs an empty one.'
        _refuse_document(name, (1, 1), message)
    yaml = rest[: closing.start()]
    return _Split(yaml, rest[closing.end() + 1 :], yaml.count("\n") + 3)


def _front_matter(yaml: str, name: str) -> dict[str, Any]:
    try:
        value = read_yaml(yaml)
    except YamlProblem as problem:
        line, column = place_at(yaml, problem.offset)
        _refuse_document(name, (line + 1, column), str(problem))
    if value is None:
        return {}
    if not is_mapping(value):
        _refuse_document(name, (2, 1), 'Front matter must be a mapping: lines of "key: value".')
    for key, item in value.items():
        expected = _field_problem(key, item)
        if expected is not None:
            _refuse_document(name, _line_of(yaml, key), '"%s" must be %s.' % (key, expected))
    inputs = value.get("inputs")
    for key, item in inputs.items() if is_mapping(inputs) else ():
        message = _input_problem(key, item)
        if message is not None:
            _refuse_document(name, _line_of(yaml, "inputs"), message)
    return value


def _line_of(yaml: str, key: str) -> Place:
    found = re.search("^%s[ \t]*:" % re.escape(key), yaml, re.MULTILINE)
    return place_at(yaml, found.start())[0] + 1 if found else 2, 1


def _field_problem(key: str, value: Any) -> Optional[str]:
    if key == "type":
        return None if value in ("text", "chat") and is_text(value) else "one of text, chat"
    if key == "format":
        formats = ("mustache", "f-string", "jinja2", "none")
        return None if is_text(value) and value in formats else "one of " + ", ".join(formats)
    if value is None:
        return None
    if key == "model":
        return None if is_text(value) else "a text, such as openai/gpt-4o"
    if key == "tools":
        return None if is_list(value) else "a list"
    if key in ("parameters", "inputs", "metadata"):
        return None if is_mapping(value) else "a mapping"
    if key in ("tool_choice", "response_format"):
        return None if is_text(value) or is_mapping(value) else "a text or a mapping"
    return None


def _input_problem(name: str, declared: Any) -> Optional[str]:
    if declared is None:
        return None
    if not is_mapping(declared):
        return '"inputs.%s" must be a mapping, such as { type: string }.' % name
    kind, default = declared.get("type"), declared.get("default")
    required, description = declared.get("required"), declared.get("description")
    if kind is not None and not (is_text(kind) and kind in _TYPES):
        return '"inputs.%s.type" must be one of %s.' % (name, ", ".join(_TYPES))
    if required is not None and not is_flag(required):
        return '"inputs.%s.required" must be true or false.' % name
    if description is not None and not is_text(description):
        return '"inputs.%s.description" must be a text.' % name
    if default is not None and not has_type(default, kind):
        return '"inputs.%s.default" must be of the type %s.' % (name, kind)
    return None
