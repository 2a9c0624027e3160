"""f-strings: `str.format` over data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Optional

from ._engine import SyntaxProblem, Writing
from ._printing import compact_json
from ._shapes import is_list, is_mapping

MAX_WIDTH = 1_000_000


_UNCLOSED = "This brace is never closed. For a brace in the text, write {{."


class FString:
    """A template that has been read."""

    includes: Sequence[tuple[str, int]] = ()

    def __init__(self, text: str) -> None:
        self.text = text
        self._nodes = self._read(0, len(text), False)

    def write(
        self, pieces: list[str], rendering: Writing, values: dict[str, Any], document: Any
    ) -> None:
        self._write(self._nodes, pieces, rendering, values, document)

    def _write(
        self,
        nodes: list[Any],
        pieces: list[str],
        rendering: Writing,
        values: dict[str, Any],
        document: Any,
    ) -> None:
        for node in nodes:
            if isinstance(node, str):
                rendering.emit(node, pieces)
                continue
            before = rendering.misses
            text = self._print(node, rendering, values, document)
            if rendering.misses > before:
                text = node[3] if rendering.keep else ""
            rendering.emit(text or "", pieces)

    def _print(
        self, node: Any, rendering: Writing, values: dict[str, Any], document: Any
    ) -> Optional[str]:
        """The text of a field; None where a name is missing or a value does not go with its spec."""
        path, conversion, spec, source, offset = node
        where = (document, self.text, offset)
        found, value = _walk(values, path)
        if not found:
            rendering.miss(".".join(part for part, _ in path), where)
        if not isinstance(spec, str):
            # Looked up in any case, so that all names that are missing are known.
            parts = [
                part if isinstance(part, str) else self._print(part, rendering, values, document)
                for part in spec
            ]
            if None in parts:
                return None
            spec = "".join(str(part) for part in parts)
        if not found:
            return None
        try:
            return _format(value, conversion, spec)
        except (ValueError, TypeError, OverflowError) as error:
            rendering.fail(source, str(error), where)
            return None

    def _read(self, start: int, end: int, is_spec: bool) -> list[Any]:
        text, at = self.text, start
        nodes: list[Any] = []
        while at < end:
            brace = _first(text, "{}", at, end)
            is_doubled = brace + 1 < end and text[brace + 1] == text[brace]
            literal = text[at : brace + 1 if is_doubled else brace]
            if literal:
                nodes.append(literal)
            if is_doubled:
                at = brace + 2
            elif brace == end:
                at = end
            elif text[brace] == "}":
                message = "This brace closes nothing. For a brace in the text, write }}."
                raise SyntaxProblem(brace, message)
            else:
                node, at = self._read_field(brace, end, is_spec)
                nodes.append(node)
        return nodes

    def _read_field(self, start: int, end: int, is_spec: bool) -> tuple[Any, int]:
        text = self.text
        name_end = self._end_of_name(start + 1, end)
        conversion, at = None, name_end
        if at < end and text[at] == "!":
            conversion = text[at + 1 : at + 2]
            if conversion not in ("s", "r", "a"):
                raise SyntaxProblem(start, '"!%s" is no conversion. Use !s, !r or !a.' % conversion)
            at += 2
            if at < end and text[at] not in ":}":
                raise SyntaxProblem(start, 'Only ":" or "}" can follow a conversion.')
        if at >= end or text[at] == "{":
            raise SyntaxProblem(start, _UNCLOSED)
        spec: Any = ""
        close = at
        if text[at] == ":":
            close = self._close_spec(start, at + 1, end)
            spec = text[at + 1 : close]
            if "{" in spec:
                if is_spec:
                    message = "A field in a format spec has no fields in its own."
                    raise SyntaxProblem(start, message)
                nodes = self._read(at + 1, close, True)
                spec = nodes if any(not isinstance(node, str) for node in nodes) else "".join(nodes)
        path = _field_path(text[start + 1 : name_end], start)
        return (path, conversion, spec, text[start : close + 1], start), close + 1

    def _end_of_name(self, at: int, end: int) -> int:
        text = self.text
        at = _first(text, "{}[:!", at, end)
        while at < end and text[at] == "[":
            bracket = text.find("]", at, end)
            at = end if bracket < 0 else _first(text, "{}[:!", bracket, end)
        return at

    def _close_spec(self, start: int, at: int, end: int) -> int:
        depth = 1
        for index in range(at, end):
            if self.text[index] == "{":
                depth += 1
            elif self.text[index] == "}":
                depth -= 1
                if depth == 0:
                    return index
        raise SyntaxProblem(start, _UNCLOSED)


def _first(text: str, characters: str, at: int, end: int) -> int:
    for index in range(at, end):
        if text[index] in characters:
            return index
    return end


def _field_path(text: str, offset: int) -> list[tuple[str, bool]]:
    """Reads `customer.orders[0]`: (name, whether it stands in brackets)."""
    root = re.split(r"[.\[]", text, maxsplit=1)[0]
    if root == "" or re.fullmatch(r"\d+", root) or re.search(r'^\s|\s$|["\n]', root):
        message = '"%s" is no name of a value. For a brace in the text, write {{ or }}.'
        raise SyntaxProblem(offset, message % root)
    path, at = [(root, False)], len(root)
    while at < len(text):
        is_item = text[at] == "["
        step = re.compile(r"\[([^\]]+)\]" if is_item else r"\.([^.\[]+)").match(text, at)
        if step is None:
            raise SyntaxProblem(offset, "A part of the name is missing.")
        path.append((step.group(1), is_item))
        at = step.end()
    for name, is_item in path:
        if name.startswith("_") and not is_item:
            raise SyntaxProblem(offset, '"%s" begins with "_", which no name may.' % name)
    return path


def _walk(values: Any, path: list[tuple[str, bool]]) -> tuple[bool, Any]:
    value = values
    for name, is_item in path:
        is_index = is_item and re.fullmatch("[0-9]+", name) is not None
        if is_mapping(value) and not is_index and name in value:
            value = value[name]
        elif is_index and (isinstance(value, str) or is_list(value)) and int(name) < len(value):
            value = value[int(name)]
        else:
            return False, None
    return True, value


def _format(value: Any, conversion: Optional[str], spec: str) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if conversion is not None:
        value = _python_text(value, conversion)
    if spec == "":
        return _python_text(value, "s")
    if any(int(width) > MAX_WIDTH for width in re.findall("[0-9]+", spec)):
        raise ValueError("The format spec has a width or precision over %d" % MAX_WIDTH)
    if value is None or is_mapping(value) or is_list(value):
        raise TypeError('A list, an object or null takes no format spec without "!s"')
    if spec.endswith("n") and not isinstance(value, str):
        # The same on every machine: "n" would follow the locale.
        if "," in spec[:-1] or "_" in spec[:-1]:
            raise ValueError("Cannot specify a grouping with 'n'")
        spec = spec[:-1] + ("g" if isinstance(value, float) else "d")
    return format(value, spec)


def _python_text(value: Any, conversion: str) -> str:
    if isinstance(value, str) and conversion != "s":
        return repr(value) if conversion == "r" else ascii(value)
    if is_mapping(value) or is_list(value):
        text = compact_json(value)
    else:
        text = str(value)
    return text if conversion != "a" else text.encode("ascii", "backslashreplace").decode("ascii")
