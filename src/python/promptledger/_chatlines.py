"""The body of a chat: messages, parts, calls and their places, line by line."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple, Optional, Union

from ._shapes import SCRIPT_SPACE, is_mapping
from ._strictjson import depth_of, parse_json

#: A line and a column, counted from 1.
Place = tuple[int, int]

_ROLE = r"(?:system|developer|user|assistant|tool):$"
_MARKER = r"@(?:image|file|call|result|history)(?:\[[^\]]*\])?:(?=[ \t]|$)"
_CONFLICT = r"(?:<{7}|\|{7}|={7}|>{7})(?: |$)"
_ROLE_LINE = re.compile(_ROLE)
_MARKER_HEAD = re.compile(r"@(image|file|call|result|history)(?:\[([^\]]*)\])?:(?=[ \t]|$)")
_ESCAPED_MARKER = re.compile(r"\\+" + _CONFLICT)
_ESCAPED_LINE = re.compile(r"\\+(?:%s|%s|%s)" % (_ROLE, _MARKER, _CONFLICT))
_WORD = re.compile(r"[A-Za-z0-9_.:/-]{1,200}")
_SPACE = re.escape(SCRIPT_SPACE)
_ATTRIBUTE = re.compile(r"[%s]*([a-z]+)=([^%s](?:.*[^%s])?)[%s]*" % ((_SPACE,) * 4), re.DOTALL)
_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "image": ("type", "detail"),
    "file": ("type", "name"),
    "call": ("id",),
    "result": (),
    "history": (),
}
MAX_ARGUMENT_DEPTH = 100


class Marker(NamedTuple):
    """A marker line: `@image[detail=low]: {{photo_url}}`."""

    kind: str
    attributes: Optional[str]
    rest: str
    rest_column: int


class Block(NamedTuple):
    """Lines that follow one another in a document."""

    lines: list[str]
    first: int


class ParsedChat(NamedTuple):
    """What a chat says, where, and what is wrong with it, first things first."""

    messages: list[dict[str, Any]]
    templates: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    problems: list[tuple[int, int, str]]


def unescape_text(source: str, first: int) -> tuple[str, dict[str, Any]]:
    """The template of a text whose first line is `first` of the document, and where it stands."""
    lines = source.split("\n")
    escaped = [at for at, line in enumerate(lines) if _ESCAPED_MARKER.match(line)]
    place: dict[str, Any] = {"line": first, "column": 1}
    if escaped:
        place["escapedLines"] = [first + at for at in escaped]
    for at in escaped:
        lines[at] = lines[at][1:]
    return "\n".join(lines), place


def parse_chat(body: str, first: int) -> ParsedChat:
    """Splits the body of a chat into messages. `first` is the line of the document where it begins."""
    lines = body.split("\n")
    starts = [(at, start) for at, start in enumerate(map(_start_of, lines)) if start is not None]
    chat = ParsedChat([], [], [], [])
    _report_stray(Block(lines[: starts[0][0]] if starts else lines, first), chat)
    if not starts:
        message = 'A chat needs a message. Begin one with a line that is only "user:".'
        chat.problems.append((first, 1, message))
    names: set[str] = set()
    for nth, (at, start) in enumerate(starts):
        end = starts[nth + 1][0] if nth + 1 < len(starts) else len(lines)
        block = Block(lines[at + 1 : end], first + at + 1)
        if isinstance(start, str):
            chat.lines.append({"line": first + at})
            _MessageReader(start, first + at, chat).read(block)
        else:
            _read_history_entry(start, block, chat, names)
    chat.problems.sort()
    return chat


def _start_of(line: str) -> Union[str, Marker, None]:
    if _ROLE_LINE.match(line):
        return line[:-1]
    marker = _marker_of(line)
    return marker if marker is not None and marker.kind == "history" else None


def _marker_of(line: str) -> Optional[Marker]:
    head = _MARKER_HEAD.match(line)
    if head is None:
        return None
    behind = line[head.end() :]
    rest = behind.strip(SCRIPT_SPACE)
    column = head.end() + (behind.index(rest) if rest else 0) + 1
    return Marker(head.group(1), head.group(2), rest, column)


def _is_blank(line: str) -> bool:
    return line.strip(" \t") == ""


def _report_stray(block: Block, chat: ParsedChat) -> None:
    """Text that no message holds."""
    for at, line in enumerate(block.lines):
        if not _is_blank(line):
            message = 'This text belongs to no message. Put a role line above it, such as "system:".'
            column = len(line) - len(line.lstrip(" \t")) + 1
            chat.problems.append((block.first + at, column, message))
            return


def _read_history_entry(marker: Marker, below: Block, chat: ParsedChat, names: set[str]) -> None:
    line = below.first - 1
    problem = _attribute_problem(marker)
    if problem is None and not _is_history_name(marker.rest):
        problem = 'Name the variable that holds the messages, without braces: "@history: messages".'
    if problem is not None:
        chat.problems.append((line, marker.rest_column, problem))
    if marker.rest in names:
        message = 'The history "%s" stands in this chat already.' % marker.rest
        chat.problems.append((line, 1, message))
    names.add(marker.rest)
    _report_stray(below, chat)
    chat.messages.append({"role": "history", "name": marker.rest})
    chat.lines.append({"line": line, "nameColumn": marker.rest_column})


def _is_history_name(name: str) -> bool:
    kinds = [unicodedata.category(character)[0] for character in name.replace("_", "a")]
    return kinds[:1] == ["L"] and all(kind in "LN" for kind in kinds)


def _pieces_of(marker: Marker) -> list[str]:
    return [] if marker.attributes is None else marker.attributes.split(",")


def _attribute_problem(marker: Marker) -> Optional[str]:
    allowed, names = _ATTRIBUTES[marker.kind], list[str]()
    pieces = _pieces_of(marker)
    if pieces and not allowed:
        return '"@%s" takes nothing in brackets.' % marker.kind
    for piece in pieces:
        found = _ATTRIBUTE.fullmatch(piece)
        if found is None or found.group(1) not in allowed:
            example = ", ".join("%s=…" % name for name in allowed)
            message = '"%s" has no meaning here. Write it as "@%s[%s]: ".'
            return message % (piece.strip(SCRIPT_SPACE), marker.kind, example)
        if found.group(1) in names:
            return '"%s" stands here twice.' % found.group(1)
        names.append(found.group(1))
    return None


def _trim(block: Block) -> Optional[Block]:
    """The block without blank lines at its ends."""
    filled = [at for at, line in enumerate(block.lines) if not _is_blank(line)]
    if not filled:
        return None
    return Block(block.lines[filled[0] : filled[-1] + 1], block.first + filled[0])


class _MessageReader:
    """Reads what stands below the role line of a message."""

    def __init__(self, role: str, line: int, chat: ParsedChat) -> None:
        self._role = role
        self._line = line
        self._chat = chat
        self._parts: list[dict[str, Any]] = []
        self._calls: list[dict[str, Any]] = []
        self._places: list[dict[str, Any]] = []
        self._call_places: list[dict[str, Any]] = []
        self._result: Optional[str] = None

    def read(self, block: Block) -> None:
        markers = [(at, found) for at, found in enumerate(map(_marker_of, block.lines)) if found]
        ends = [at for at, _ in markers] + [len(block.lines)]
        self._text(Block(block.lines[: ends[0]], block.first))
        for nth, (at, marker) in enumerate(markers):
            below = Block(block.lines[at + 1 : ends[nth + 1]], block.first + at + 1)
            if marker.kind == "call":
                self._call(marker, below)
                continue
            if marker.kind == "result":
                self._take_result(marker, below.first - 1)
            else:
                self._media(marker, below.first - 1)
            self._text(below)
        self._finish()

    def _finish(self) -> None:
        parts = self._parts
        is_text = not parts or (len(parts) == 1 and parts[0]["type"] == "text")
        message: dict[str, Any] = {"role": self._role, "content": parts}
        if is_text:
            message["content"] = parts[0]["text"] if parts else ""
        if self._calls:
            message["calls"] = self._calls
        if self._result is not None:
            message["result"] = self._result
        self._chat.messages.append(message)
        places = self._places if parts else [{"line": self._line, "column": 1}]
        self._chat.templates.extend(places + self._call_places)

    def _report(self, line: int, column: int, message: str) -> None:
        self._chat.problems.append((line, column, message))

    def _text(self, block: Block) -> None:
        text = _trim(block)
        if text is None:
            return
        escaped = [at for at, line in enumerate(text.lines) if _ESCAPED_LINE.match(line)]
        lines = [line[1:] if at in set(escaped) else line for at, line in enumerate(text.lines)]
        place: dict[str, Any] = {"line": text.first, "column": 1}
        if escaped:
            place["escapedLines"] = [text.first + at for at in escaped]
        self._parts.append({"type": "text", "text": "\n".join(lines)})
        self._places.append(place)

    def _attributes(self, marker: Marker, line: int) -> dict[str, str]:
        problem = _attribute_problem(marker)
        if problem is not None:
            self._report(line, len(marker.kind) + 3, problem)
        found = filter(None, map(_ATTRIBUTE.fullmatch, _pieces_of(marker)))
        return {match.group(1): match.group(2) for match in found}

    def _media(self, marker: Marker, line: int) -> None:
        kind = marker.kind
        if self._calls:
            self._report(line, 1, "Calls come last in a message: put this above them.")
        if marker.rest == "":
            message = 'Name the %s: "@%s: {{url}}".' % (kind, kind)
            self._report(line, marker.rest_column, message)
            return
        part: dict[str, Any] = {"type": kind, "url": marker.rest}
        attributes = self._attributes(marker, line)
        if "type" in attributes:
            part["mediaType"] = attributes.pop("type")
        part.update(attributes)
        self._parts.append(part)
        self._places.append({"line": line, "column": marker.rest_column})

    def _take_result(self, marker: Marker, line: int) -> None:
        self._attributes(marker, line)
        if self._role != "tool":
            self._report(line, 1, 'Only a message of "tool:" has a result.')
        elif self._result is not None or self._parts:
            message = 'A result stands at the top of its message, one for each "tool:".'
            self._report(line, 1, message)
        elif not _WORD.fullmatch(marker.rest):
            self._report(line, marker.rest_column, 'Name the call: "@result: get_order".')
        self._result = marker.rest

    def _call(self, marker: Marker, below: Block) -> None:
        line = below.first - 1
        if self._role != "assistant":
            self._report(line, 1, 'Only a message of "assistant:" calls tools.')
        found = re.match("[^%s{]*" % _SPACE, marker.rest)
        name = found.group() if found else ""
        if not _WORD.fullmatch(name):
            message = 'Name the tool: "@call: get_order {"number": 1}".'
            self._report(line, marker.rest_column, message)
        id = self._attributes(marker, line).get("id", name)
        if id != name and not _WORD.fullmatch(id):
            self._report(line, 1, '"%s" is no id of a call.' % id)
        if any(call["id"] == id for call in self._calls):
            message = 'Two calls of this message have the id "%s". Give one another: "@call[id=%s_2]: %s".'
            self._report(line, 1, message % (id, name, name))
        behind = "\n".join([marker.rest[len(name) :], *below.lines])
        place = (line, marker.rest_column + len(name))
        self._calls.append({"id": id, "name": name, "arguments": self._arguments(behind, place)})

    def _arguments(self, behind: str, place: Place) -> str:
        """The JSON that stands behind the name of a tool, at a place."""
        json = behind.strip(SCRIPT_SPACE)
        if json == "":
            return "{}"
        try:
            value = parse_json(json)
            is_read = is_mapping(value) and depth_of(json) <= MAX_ARGUMENT_DEPTH
        except ValueError:
            is_read = False
        if not is_read:
            message = "Arguments are a JSON object, and nothing but another call follows them."
            self._report(place[0], place[1], message)
            return json
        start = behind.index(json)
        for at in _texts_in(json):
            before = behind[: start + at]
            last = before.rfind("\n")
            column = len(before) + place[1] if last < 0 else len(before) - last
            line = place[0] + before.count("\n")
            self._call_places.append({"line": line, "column": column + 1, "isJson": True})
        return json


def _texts_in(json: str) -> list[int]:
    """Where the quotes stand that begin a text which is no key."""
    found: list[int] = []
    for match in re.finditer(r'"(?:[^"\\]|\\.)*"', json, re.DOTALL):
        if not re.compile(r"[ \t\n\r]*:").match(json, match.end()):
            found.append(match.start())
    return found
