"""Mustache: the specification without lambdas, inheritance and HTML escaping."""

from __future__ import annotations

import re
from typing import Any, Optional

from ._engine import SyntaxProblem, Writing
from ._printing import compact_json
from ._shapes import is_list, is_mapping

MAX_SECTION_DEPTH = 100
#: Values from the outermost section to the innermost, and what is being written.
Scope = tuple[list[Any], Any, Any, str]


_KINDS = {
    "#": "section", "^": "inverted", "/": "close", ">": "partial", "!": "comment",
    "&": "value", "{": "value", "=": "delimiters", "$": "unsupported", "<": "unsupported",
}  # fmt: skip


class Mustache:
    """A template that has been read."""

    def __init__(self, text: str) -> None:
        parser = _MustacheParser(text)
        self.text = text
        self.nodes = parser.parse()
        self.includes = parser.includes

    def write(
        self, pieces: list[str], rendering: Writing, values: dict[str, Any], document: Any
    ) -> None:
        self._write(self.nodes, pieces, rendering, ([values], document, self, ""))

    def _write(
        self, nodes: list[Any], pieces: list[str], rendering: Writing, scope: Scope
    ) -> None:
        stack, document, template, indentation = scope
        for node in nodes:
            rendering.count()
            kind = node[0]
            if kind == "text":
                rendering.emit(_indented(node[1], node[2], indentation), pieces)
            elif kind == "value":
                _, name, source, offset = node
                found, value = _look_up(stack, name)
                if found:
                    rendering.emit(_print_mustache(value), pieces)
                else:
                    rendering.miss(name, (document, template.text, offset))
                    rendering.emit(source if rendering.keep else "", pieces)
            elif kind == "section":
                _, name, is_inverted, children = node
                found, value = _look_up(stack, name)
                is_shown = found and _is_shown(value)
                if is_inverted:
                    if not is_shown:
                        self._write(children, pieces, rendering, scope)
                elif is_shown:
                    for item in value if is_list(value) else [value]:
                        rendering.count()
                        inner = (stack + [item], document, template, indentation)
                        self._write(children, pieces, rendering, inner)
            else:
                _, reference, spaces = node
                included = rendering.include(reference, document)
                target = included.templates[0]
                inner = (stack, included, target, indentation + spaces)
                self._write(target.nodes, pieces, rendering, inner)


class _MustacheParser:
    """Reads a template once, from its start to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._delimiters = ("{{", "}}")
        self._at = 0
        self._done = 0
        self._nodes: list[Any] = []
        self._open: list[tuple[str, bool, int, list[Any]]] = []
        self.includes: list[tuple[str, int]] = []

    def parse(self) -> list[Any]:
        tag = self._next()
        while tag is not None:
            self._take(*tag)
            tag = self._next()
        self._add_text(len(self._text))
        if self._open:
            name, _, offset, _ = self._open[0]
            message = 'The section "%s" is never closed. Add {{/%s}}.' % (name, name)
            raise SyntaxProblem(offset, message)
        return self._nodes

    def _next(self) -> Optional[tuple[str, str, int, int]]:
        text, (opening, closing) = self._text, self._delimiters
        start = text.find(opening, self._at)
        if start < 0:
            return None
        inside = start + len(opening)
        sigil = text[inside : inside + 1]
        kind = _KINDS.get(sigil, "value")
        closer = {"{": "}", "=": "="}.get(sigil, "")
        end = text.find(closer + closing, inside + len(closer))
        if end < 0:
            message = 'This tag is never closed. For the text "%s", change the delimiters.'
            raise SyntaxProblem(start, message % opening)
        self._at = end + len(closer) + len(closing)
        name = text[inside + (1 if sigil in _KINDS else 0) : end].strip()
        return kind, name, start, self._at

    def _take(self, kind: str, name: str, start: int, end: int) -> None:
        line = None if kind in ("value", "unsupported") else self._standalone(start, end)
        self._add_text(start if line is None else line[0])
        if line is None and self._is_line_start(start):
            self._nodes.append(("text", "", True))
        self._done = end if line is None else line[1]
        if kind == "value":
            self._nodes.append(("value", self._path(name, start), self._text[start:end], start))
        elif kind in ("section", "inverted"):
            self._open.append((name, kind == "inverted", start, self._nodes))
            self._nodes = []
            if len(self._open) > MAX_SECTION_DEPTH:
                raise SyntaxProblem(start, "Sections are nested more than 100 deep.")
        elif kind == "close":
            if not self._open or self._open[-1][0] != name:
                raise SyntaxProblem(start, "{{/%s}} closes nothing." % name)
            opened, is_inverted, offset, parent = self._open.pop()
            parent.append(("section", self._path(opened, offset), is_inverted, self._nodes))
            self._nodes = parent
        elif kind == "partial":
            if name == "" or name.startswith("*"):
                raise SyntaxProblem(start, "Name the prompt to include: {{> shared/tone}}.")
            self.includes.append((name, start))
            spaces = "" if line is None else self._text[line[0] : start]
            self._nodes.append(("partial", name, spaces))
        elif kind == "delimiters":
            parts = name.split()
            if len(parts) != 2 or "=" in name:
                raise SyntaxProblem(start, 'Delimiters are two words without "=": {{=<% %>=}}.')
            self._delimiters = (parts[0], parts[1])
        elif kind == "unsupported":
            message = "Template inheritance ({{<name}}, {{$name}}) is not supported."
            raise SyntaxProblem(start, message)

    def _path(self, name: str, offset: int) -> str:
        if name != "." and "" in name.split("."):
            raise SyntaxProblem(offset, '"%s" is no name.' % name)
        return name

    def _standalone(self, start: int, end: int) -> Optional[tuple[int, int]]:
        text = self._text
        while start > 0 and text[start - 1] in " \t":
            start -= 1
        if start > 0 and text[start - 1] != "\n":
            return None
        while end < len(text) and text[end] in " \t":
            end += 1
        if end == len(text):
            return start, end
        if text.startswith("\r\n", end):
            return start, end + 2
        return (start, end + 1) if text[end] == "\n" else None

    def _add_text(self, end: int) -> None:
        if end > self._done:
            text = self._text[self._done : end]
            self._nodes.append(("text", text, self._is_line_start(self._done)))
            self._done = end

    def _is_line_start(self, offset: int) -> bool:
        return offset == 0 or self._text[offset - 1] == "\n"


def _look_up(stack: list[Any], name: str) -> tuple[bool, Any]:
    if name == ".":
        return True, stack[-1]
    first, *rest = name.split(".")
    for context in reversed(stack):
        found, value = _entry(context, first)
        if found:
            for part in rest:
                found, value = _entry(value, part)
                if not found:
                    return False, None
            return True, value
    return False, None


def _entry(context: Any, name: str) -> tuple[bool, Any]:
    if is_mapping(context):
        return (True, context[name]) if name in context else (False, None)
    if is_list(context) and re.fullmatch("0|[1-9][0-9]*", name) and int(name) < len(context):
        return True, context[int(name)]
    return False, None


def _is_shown(value: Any) -> bool:
    """What JavaScript calls true, but for an empty list."""
    return is_mapping(value) or bool(value)


def _print_mustache(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return compact_json(value)


def _indented(text: str, is_line_start: bool, indentation: str) -> str:
    if indentation == "":
        return text
    lines = text.split("\n")
    for index, line in enumerate(lines):
        is_own = line != "" if index > 0 else is_line_start and (line != "" or text == "")
        if is_own:
            lines[index] = indentation + line
    return "\n".join(lines)
