"""YAML 1.2, core schema: the part of it that front matter is written in.

`no`, `on` and `0777` mean here what they mean in the editor, which libraries of YAML 1.1 read otherwise. What
is not read (tags, anchors, keys that are lists) is an error that says so: nothing is read as something else.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn, Optional

from ._printing import script_number
from ._shapes import is_number

MAX_NESTING = 100
MAX_KEY = 1024
_FLOW = ",[]{}"
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028",
    "P": "\u2029",
}  # fmt: skip
_CODES = {"x": 2, "u": 4, "U": 8}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+)")
_ENDLESS = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_TAGGED = "Values with tags, anchors or aliases are not read here. Write the value out, in quotes where it is a text."


class YamlProblem(Exception):
    """Why a text is no YAML, or none that is read here, and where."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset


def read_yaml(text: str) -> Any:
    """The value of a text with "\\n" as its only line end. Raises YamlProblem."""
    return _YamlReader(text).read()


class _YamlReader:
    """Reads a text once. A block stands below a column, which is -1 for the outermost."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def read(self) -> Any:
        if not self._next_content():
            return None
        value = self._block(-1, 0)
        if self._next_content():
            self._refuse("This is not indented as what stands above it, or no part of it.")
        return value

    def _refuse(self, message: str, at: Optional[int] = None) -> NoReturn:
        raise YamlProblem(self._at if at is None else at, message)

    # Where things stand.

    def _peek(self, ahead: int = 0) -> str:
        return self._text[self._at + ahead : self._at + ahead + 1]

    def _is_space(self, ahead: int) -> bool:
        return self._peek(ahead) in ("", " ", "\t", "\n")

    def _column(self) -> int:
        return self._at - (self._text.rfind("\n", 0, self._at) + 1)

    def _line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        return len(self._text) if end < 0 else end

    def _next_content(self) -> bool:
        """Goes to what stands next, past blank lines and comments. False at the end."""
        while self._at < len(self._text):
            start = self._at
            is_line_start = start == 0 or self._text[start - 1] == "\n"
            while self._peek() in (" ", "\t") and self._peek() != "":
                self._at += 1
            indentation = self._text[start : self._at]
            if self._peek() == "#" and (is_line_start or indentation):
                self._at = self._line_end(self._at)
            if self._peek() == "\n":
                self._at += 1
                continue
            if self._peek() == "":
                return False
            if is_line_start and "\t" in indentation:
                self._refuse("Tabs do not indent here. Use spaces.", start)
            if self._column() == 0 and re.match(r"(?:---|\.\.\.)(?:\s|$)", self._text[self._at :][:4]):
                self._refuse("There is more than one document. Put each into a file of its own.")
            return True
        return False

    def _end_line(self) -> None:
        """Nothing but a comment may follow on the line."""
        start = self._at
        while self._peek() in (" ", "\t") and self._peek() != "":
            self._at += 1
        if self._peek() == "#" and self._at > start:
            self._at = self._line_end(self._at)
        if self._peek() not in ("", "\n"):
            message = "Nothing can follow here: quote a text that holds quotes, brackets or colons."
            self._refuse(message)

    # Blocks.

    def _block(self, parent: int, depth: int) -> Any:
        if depth > MAX_NESTING:
            self._refuse("This is nested too deeply.")
        if self._is_entry():
            return self._sequence(self._column(), depth)
        if self._key_end() is not None:
            return self._mapping(self._column(), depth)
        return self._scalar(parent, depth)

    def _is_entry(self) -> bool:
        return self._peek() == "-" and self._is_space(1)

    def _key_end(self) -> Optional[int]:
        """Where the colon of a key stands, where one begins here."""
        text, at = self._text, self._at
        if text[at] in "!&*":
            self._refuse(_TAGGED)
        if text[at] == "?" and self._is_space(1):
            self._refuse("A key is a single word or a text.")
        end = self._line_end(at)
        if text[at] in "\"'":
            close = self._quote_end(at, end)
            found = re.compile(r"[ \t]*:(?=[ \t\n]|$)").match(text, close) if close else None
            return found.end() - 1 if found else None
        if text[at] in "[{|>":
            return None
        found = re.compile(r":(?=[ \t\n]|$)|[ \t]#").search(text, at, end)
        if found is None:
            return end - 1 if text[at:end].endswith(":") else None
        if found.group() != ":":
            return None
        if found.start() - at > MAX_KEY:
            self._refuse("A key has at most 1024 characters.")
        return found.start()

    def _quote_end(self, at: int, end: int) -> int:
        """Behind the closing quote on the same line; 0 where there is none."""
        quote, inside = self._text[at], at + 1
        while inside < end:
            if quote == '"' and self._text[inside] == "\\":
                inside += 2
                continue
            if self._text[inside] == quote:
                if quote == '"' or self._text[inside + 1 : inside + 2] != "'":
                    return inside + 1
                inside += 1
            inside += 1
        return 0

    def _mapping(self, column: int, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while True:
            start, end = self._at, self._key_end()
            if end is None:
                self._refuse('This is no "key: value".')
            name = self._block_key(end)
            if name in found:
                self._refuse('The key "%s" is there twice. Remove one.' % name, start)
            self._at = end + 1
            found[name] = self._value(column, depth + 1)
            if not self._next_content() or self._column() < column:
                return found
            if self._column() > column:
                self._refuse("This is indented more than what stands above it.")
            if self._is_entry():
                self._refuse("A list cannot follow a mapping.")

    def _block_key(self, end: int) -> str:
        if self._peek() in ("'", '"'):
            return self._quoted(-1)
        return self._key_of(self._plain_start(self._text[self._at : end].rstrip(" \t"), False))

    def _key_of(self, text: str) -> str:
        value = self._resolve(text)
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        return script_number(value) if is_number(value) else str(value)

    def _value(self, column: int, depth: int) -> Any:
        """What follows the colon of a key that stands at `column`."""
        self._skip_blanks()
        if not self._is_line_over():
            if self._is_entry():
                self._refuse("A list begins on a line of its own.")
            if self._key_end() is not None:
                self._refuse("A mapping begins on a line of its own; quote a text with a colon.")
            return self._scalar(column, depth)
        if not self._next_content() or self._column() < column:
            return None
        if self._column() == column:
            return self._sequence(column, depth) if self._is_entry() else None
        return self._block(column, depth)

    def _skip_blanks(self) -> None:
        while self._peek() in (" ", "\t") and self._peek() != "":
            self._at += 1

    def _is_line_over(self) -> bool:
        return self._peek() in ("", "\n") or (
            self._peek() == "#" and self._text[self._at - 1] in " \t"
        )

    def _sequence(self, column: int, depth: int) -> list[Any]:
        found: list[Any] = []
        while True:
            self._at += 1
            start = self._at
            self._skip_blanks()
            if not self._is_line_over():
                if "\t" in self._text[start : self._at]:
                    self._refuse("Tabs do not indent here. Use spaces.", start)
                found.append(self._block(column, depth + 1))
            elif self._next_content() and self._column() > column:
                found.append(self._block(column, depth + 1))
            else:
                found.append(None)
            if not self._next_content() or self._column() < column:
                return found
            if self._column() > column:
                self._refuse("This is indented more than what stands above it.")
            if not self._is_entry():
                return found

    # Scalars.

    def _scalar(self, parent: int, depth: int) -> Any:
        first = self._peek()
        if first in "!&*":
            self._refuse(_TAGGED)
        if first in "|>":
            return self._block_scalar(parent)
        if first in "[{":
            value = self._flow(parent, depth, 1)
            self._end_line()
            return value
        if first in "\"'":
            value = self._quoted(parent)
            self._end_line()
            return value
        return self._resolve(self._plain(parent))

    def _plain(self, parent: int) -> str:
        """A text without quotes, over as many lines as are indented."""
        pieces, breaks = "", 0
        while True:
            end = self._line_end(self._at)
            found = re.compile(r"[ \t]#").search(self._text, self._at, end)
            line = self._text[self._at : found.start() if found else end]
            colon = re.search(r":(?=[ \t]|$)", line)
            if colon is not None:
                self._refuse("Quote a text with a colon in it.", self._at + colon.start())
            line = line.rstrip(" \t")
            if pieces == "":
                pieces = self._plain_start(line, False)
            else:
                pieces += ("\n" * breaks if breaks else " ") + line
            self._at = end
            if found is not None:
                return pieces
            breaks = self._go_on(parent)
            if breaks < 0:
                return pieces

    def _go_on(self, parent: int) -> int:
        """Goes to the next line of a text; how many blank ones were between, or -1 where it ends."""
        at, blank = self._at, -1
        while at < len(self._text):
            end = self._line_end(at)
            line = self._text[at:end]
            content = line.lstrip(" \t")
            if blank >= 0 and content:
                indentation = len(line) - len(line.lstrip(" "))
                is_over = indentation <= parent or content.startswith("#")
                if is_over or re.match(r"(?:---|\.\.\.)(?:\s|$)", line):
                    return -1
                self._at = at + len(line) - len(content)
                return blank
            blank += 1
            at = end + 1
        return -1

    def _plain_start(self, text: str, is_flow: bool) -> str:
        is_indicator = text[:1] in tuple("-?:") and (
            text[1:2] in ("", " ", "\t") or (is_flow and text[1:2] in _FLOW)
        )
        if text and (text[0] in ",[]{}#&*!|>'\"%@`" or is_indicator):
            self._refuse('A text that begins with "%s" stands in quotes.' % text[0])
        return text

    def _resolve(self, text: str) -> Any:
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return -0.0 if text == "-0" else int(text)
        if re.fullmatch("0o[0-7]+|0x[0-9a-fA-F]+", text):
            return int(text, 0)
        if _FLOAT.fullmatch(text):
            value = float(text)
            if value in (float("inf"), float("-inf")):
                self._refuse("A number here is finite; quote it if it is a text.")
            return value
        if _ENDLESS.fullmatch(text):
            self._refuse("A number here is finite; quote it if it is a text.")
        return text

    def _quoted(self, parent: int) -> str:
        """A text in quotes; `parent` is -1 where it must end on its line, or is indented in any way."""
        start, quote = self._at, self._peek()
        pieces: list[str] = []
        self._at += 1
        while True:
            character = self._peek()
            if character == "":
                self._refuse("This text is never closed: its second quote is missing.", start)
            if character == "\n":
                self._fold(pieces, parent)
            elif character == quote:
                self._at += 1
                if quote == '"' or self._peek() != "'":
                    return self._whole("".join(pieces), start)
                pieces.append("'")
                self._at += 1
            elif character == "\\" and quote == '"':
                self._escape(pieces, parent)
            else:
                end = re.compile(r"[^\\\n\"]*" if quote == '"' else r"[^\n']*").match(self._text, self._at)
                piece = end.group() if end else ""
                is_line_end = self._text[self._at + len(piece) : self._at + len(piece) + 1] == "\n"
                pieces.append(piece.rstrip(" \t") if is_line_end else piece)
                self._at += len(piece)

    def _fold(self, pieces: list[str], parent: int) -> None:
        blank = self._go_on_quoted(parent)
        pieces.append("\n" * blank if blank else " ")

    def _go_on_quoted(self, parent: int) -> int:
        blank = -1
        while self._peek() == "\n":
            self._at += 1
            blank += 1
            start = self._at
            self._skip_blanks()
            indentation = self._text[start : self._at]
            is_short = len(indentation) - len(indentation.lstrip(" ")) <= parent
            if self._peek() not in ("", "\n") and is_short:
                self._refuse("The lines of a text in quotes are indented.")
        return blank

    def _escape(self, pieces: list[str], parent: int) -> None:
        sign = self._peek(1)
        if sign == "\n":
            self._at += 1
            pieces.append("\n" * self._go_on_quoted(parent))
            return
        if sign in _CODES:
            digits = self._text[self._at + 2 : self._at + 2 + _CODES[sign]]
            if not re.fullmatch("[0-9a-fA-F]{%d}" % _CODES[sign], digits) or int(digits, 16) > 0x10FFFF:
                self._refuse("This is no character.")
            pieces.append(chr(int(digits, 16)))
            self._at += 2 + len(digits)
            return
        if sign == "" or sign not in _ESCAPES:
            self._refuse('"\\%s" stands for nothing. For a backslash, write two.' % sign)
        pieces.append(_ESCAPES[sign])
        self._at += 2

    def _whole(self, text: str, start: int) -> str:
        """The text with pairs of halves as the characters that they are."""
        joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if "\ufffd" in joined and re.search("[\ud800-\udfff]", text):
            self._refuse("Half a character (a lone surrogate) stands here. Remove it.", start)
        return joined

    def _block_scalar(self, parent: int) -> str:
        header = re.compile(r"([|>])(?:([1-9])([-+]?)|([-+]?)([1-9]?))(?=[ \t\n]|$)").match(self._text, self._at)
        if header is None:
            self._refuse('Behind "|" and ">" stand "-", "+" or how deeply the text is indented.')
        style, first, chomp, other, second = header.groups()
        self._at = header.end()
        self._end_line()
        wanted = int(first or second or 0)
        lines = self._block_lines(parent, wanted)
        return _block_text(lines, style, chomp or other or "", (max(parent, 0), wanted), self._refuse)

    def _block_lines(self, parent: int, wanted: int) -> list[tuple[str, str]]:
        """The indentation and the content of each line, up to one that stands further left."""
        text, lines = self._text, [("", "")][:0]
        least = max(parent, 0) + wanted if wanted else parent + 1
        at = min(self._at + 1, len(text))
        while at < len(text):
            end = self._line_end(at)
            line = text[at:end]
            content = line.lstrip(" ")
            if content and len(line) - len(content) < least:
                if content[0] == "\t":
                    self._refuse("Tabs do not indent here. Use spaces.", at)
                break
            if content and not wanted:
                least = wanted = max(1, len(line) - len(content))
            lines.append((line[: len(line) - len(content)], content))
            at = end + 1
        # Behind the last line end stands one more, which is empty.
        self._at = max(min(at, len(text)) - 1, self._at)
        return [*lines, ("", "")] if lines else []

    # Between brackets.

    def _flow(self, parent: int, depth: int, level: int) -> Any:
        if depth > MAX_NESTING:
            self._refuse("This is nested too deeply.")
        start, is_list = self._at, self._peek() == "["
        self._at += 1
        entries: dict[str, Any] = {}
        items: list[Any] = []
        is_open = True
        while True:
            self._flow_space(parent, level, start)
            if self._peek() == ("]" if is_list else "}"):
                self._at += 1
                return items if is_list else entries
            if not is_open:
                self._refuse("A comma is missing here.")
            before = self._at
            if is_list:
                items.append(self._flow_item(parent, depth, level))
            else:
                self._flow_entry(entries, parent, depth, level)
            if self._at == before:
                self._refuse("A value is missing here.")
            self._flow_space(parent, level, start)
            is_open = self._peek() == ","
            if is_open:
                self._at += 1

    def _flow_space(self, parent: int, level: int, start: int) -> None:
        while True:
            before = self._at
            self._skip_blanks()
            if self._peek() == "#" and self._text[self._at - 1] in " \t\n":
                self._at = self._line_end(self._at)
            if self._peek() == "":
                self._refuse("This bracket is never closed.", start)
            if self._peek() != "\n":
                if before and self._text[before - 1] == "\n":
                    self._require_indented(parent, level)
                return
            self._at += 1

    def _require_indented(self, parent: int, level: int) -> None:
        column = self._column()
        is_end = level == 1 and column == parent and self._peek() in "]}"
        if column <= parent and not is_end:
            self._refuse("What stands between brackets is indented.")

    def _flow_item(self, parent: int, depth: int, level: int) -> Any:
        start, line = self._at, self._line_end(self._at)
        is_json = self._peek() in "\"'[{"
        text, value = self._flow_node(parent, depth, level)
        self._flow_space(parent, level, start)
        if not self._is_colon(is_json) or self._at > line:
            return value
        if text is None:
            self._refuse("A key is a single word or a text.", start)
        entries = {text: None}
        self._at += 1
        entries[text] = self._flow_value(parent, depth, level)
        return entries

    def _flow_entry(self, entries: dict[str, Any], parent: int, depth: int, level: int) -> None:
        start, is_json = self._at, self._peek() in "\"'[{"
        text, _ = self._flow_node(parent, depth, level)
        if text is None:
            self._refuse("A key is a single word or a text.", start)
        if text in entries:
            self._refuse('The key "%s" is there twice. Remove one.' % text, start)
        self._flow_space(parent, level, start)
        entries[text] = None
        if self._is_colon(is_json):
            self._at += 1
            entries[text] = self._flow_value(parent, depth, level)

    def _is_colon(self, is_json: bool) -> bool:
        return self._peek() == ":" and (is_json or self._is_space(1) or self._peek(1) in _FLOW)

    def _flow_value(self, parent: int, depth: int, level: int) -> Any:
        self._flow_space(parent, level, self._at)
        if self._peek() in ",]}":
            return None
        return self._flow_node(parent, depth, level)[1]

    def _flow_node(self, parent: int, depth: int, level: int) -> tuple[Optional[str], Any]:
        """A value, and the text that it is as a key, where it can be one."""
        first = self._peek()
        if first in "!&*":
            self._refuse(_TAGGED)
        if first in "[{":
            return None, self._flow(parent, depth + 1, level + 1)
        if first in "\"'":
            text = self._quoted(parent)
            return text, text
        text = self._flow_plain(parent, level)
        return self._key_of(text), self._resolve(text)

    def _flow_plain(self, parent: int, level: int) -> str:
        pieces = ""
        while True:
            found = re.compile(r"(?:(?!:(?:[ \t\n,\[\]{}]|$)|[ \t]#)[^,\[\]{}\n])*").match(self._text, self._at)
            raw = found.group() if found else ""
            line = raw.rstrip(" \t")
            if pieces == "":
                pieces = self._plain_start(line, True)
            self._at += len(raw)
            if self._peek() != "\n":
                return pieces
            blank = self._go_on(parent)
            if blank < 0 or self._peek() in _FLOW or self._is_colon(False):
                return pieces
            end = re.compile(r"(?:(?!:(?:[ \t\n,\[\]{}]|$)|[ \t]#)[^,\[\]{}\n])*").match(self._text, self._at)
            pieces += ("\n" * blank if blank else " ") + (end.group() if end else "").rstrip(" \t")


def _block_text(
    lines: list[tuple[str, str]], style: str, chomp: str, place: tuple[int, int], refuse: Any
) -> str:
    """The text of a block: as it is, or with its lines joined."""
    parent, wanted = place
    end = len(lines)
    while end > 0 and lines[end - 1][1] == "":
        end -= 1
    if end == 0:
        return "\n" * max(1, len(lines) - 1) if chomp == "+" and lines else ""
    trim = parent + wanted
    start = 0
    for at, (indentation, content) in enumerate(lines[:end]):
        if content == "":
            if wanted == 0:
                trim = max(trim, len(indentation))
            continue
        if len(indentation) < trim:
            refuse("The blank lines above a text are indented no more than it.")
        trim, start = (len(indentation) if wanted == 0 else trim), at
        break
    for at in range(len(lines) - 1, end - 1, -1):
        if len(lines[at][0]) > trim:
            end = at + 1
            break
    text = "".join(indentation[trim:] + "\n" for indentation, _ in lines[:start])
    text += _joined(lines[start:end], style, trim)
    if chomp == "-":
        return text
    if chomp == "+":
        text += "".join("\n" + indentation[trim:] for indentation, _ in lines[end:])
        return text if text.endswith("\n") else text + "\n"
    return text + "\n"


def _joined(lines: list[tuple[str, str]], style: str, trim: int) -> str:
    if style == "|":
        return "\n".join(indentation[trim:] + content for indentation, content in lines)
    text, separator, was_deeper = "", "", False
    for indentation, content in lines:
        if len(indentation) > trim or content.startswith("\t"):
            if separator == " ":
                separator = "\n"
            elif not was_deeper and separator == "\n":
                separator = "\n\n"
            text += separator + indentation[trim:] + content
            separator, was_deeper = "\n", True
        elif content == "":
            if separator == "\n":
                text += "\n"
            else:
                separator = "\n"
        else:
            text += separator + content
            separator, was_deeper = " ", False
    return text
