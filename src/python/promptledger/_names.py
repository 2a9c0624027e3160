"""Names of prompts and tags, and references to versions."""

from __future__ import annotations

import re
from typing import NamedTuple, Optional

from ._errors import LedgerError
from ._shapes import MAX_SAFE_INTEGER, is_number, is_text

MAX_PROMPT_LENGTH = 100
MAX_TAG_LENGTH = 64
_SEGMENT = re.compile(r"[a-z0-9]([_a-z0-9-]*[a-z0-9])?")
_TAG = re.compile(r"[a-z0-9]([._a-z0-9-]*[a-z0-9])?")
#: Names that Windows keeps for devices: a file of that name cannot be checked out there.
_DEVICE = re.compile(r"(con|nul|aux|prn|com[0-9]|lpt[0-9])")
_RESERVED = {
    "latest": '"latest" always means the newest version.',
    "number": "That would read as a version number.",
    "id": "That would read as a version id.",
}


class Selector(NamedTuple):
    """Which version is wanted. `kind` is latest, number, id or tag."""

    kind: str
    tag: Optional[str] = None
    number: int = 0
    prefix: str = ""

    def key(self) -> str:
        """A text that no other selector has."""
        if self.kind == "number":
            return "v%d" % self.number
        return "#" + self.prefix if self.kind == "id" else self.tag or ""


def prompt_name_problem(text: str) -> Optional[str]:
    """Why a text is no name of a prompt, as a sentence; None where it is one."""
    if text == "":
        return "A prompt needs a name."
    if len(text) > MAX_PROMPT_LENGTH:
        message = "A prompt name has at most %d characters; this one has %d."
        return message % (MAX_PROMPT_LENGTH, len(text))
    for segment in text.split("/"):
        if segment == "":
            return "Each part between slashes needs at least one character."
        if _DEVICE.fullmatch(segment):
            return '"%s" is a device name on Windows. Choose another.' % segment
        if not _SEGMENT.fullmatch(segment):
            if re.fullmatch("[_a-z0-9-]+", segment):
                return '"%s" must start and end with a lower-case letter or a digit.' % segment
            return '"%s" may hold only lower-case letters, digits, "-" and "_".' % segment
    return None


def require_prompt_name(text: str) -> str:
    """Raises LedgerError: invalid-name."""
    problem = prompt_name_problem(text)
    if problem is not None:
        raise LedgerError("invalid-name", {"name": text[:200], "kind": "prompt"}, problem)
    return text


def selector_form(text: str) -> str:
    """What stands after "@" in a reference, by its form alone: latest, number, id or tag."""
    if text == "latest":
        return "latest"
    if re.fullmatch("[0-9a-f]{32}", text):
        return "id"
    if re.fullmatch("v?[0-9]+", text):
        return "number"
    return "id" if re.fullmatch("[0-9a-f]{7,31}", text) else "tag"


def tag_name_problem(text: str) -> Optional[str]:
    """Why a text is no name of a tag, as a sentence; None where it is one."""
    if text == "":
        return "A tag needs a name."
    if len(text) > MAX_TAG_LENGTH:
        message = "A tag name has at most %d characters; this one has %d."
        return message % (MAX_TAG_LENGTH, len(text))
    if not _TAG.fullmatch(text):
        if re.fullmatch("[._a-z0-9-]+", text):
            return '"%s" must start and end with a lower-case letter or a digit.' % text
        return '"%s" may hold only lower-case letters, digits, ".", "-" and "_".' % text
    reason = _RESERVED.get(selector_form(text))
    return None if reason is None else "%s Choose another tag name." % reason


def require_tag_name(text: str) -> str:
    """Raises LedgerError: invalid-name, tag-reserved."""
    problem = tag_name_problem(text)
    if problem is None:
        return text
    is_reserved = _TAG.fullmatch(text) is not None and len(text) <= MAX_TAG_LENGTH
    code = "tag-reserved" if is_reserved else "invalid-name"
    raise LedgerError(code, {"name": text[:200], "kind": "tag"}, problem)


def choose(tag: Optional[str], version: Optional[int], id: Optional[str]) -> Selector:
    """What a caller asked for. Raises LedgerError: invalid-argument."""
    given = [choice for choice in (tag, version, id) if choice is not None]
    if len(given) > 1:
        raise _refused("Choose a version by its tag, its number or its id.", given)
    for name, choice in (("tag", tag), ("id", id)):
        if choice is not None and not is_text(choice):
            raise _refused('"%s" must be a text, not %r.' % (name, choice), given)
    if version is not None:
        return _numbered(version)
    if id is not None:
        if re.fullmatch("[0-9a-f]{7,32}", id):
            return Selector("id", prefix=id)
        raise _refused('"%s" is no id of a version: 7 to 32 hex digits.' % id, given)
    # What reads as a number or as an id is one, as it is after the "@" of a reference.
    form = "latest" if tag is None else selector_form(tag)
    if tag is None or form == "latest":
        return Selector("latest")
    if form == "number":
        return _numbered(int(tag.lstrip("v")))
    return Selector("id", prefix=tag) if form == "id" else Selector("tag", tag=tag)


def _numbered(number: int) -> Selector:
    is_whole = is_number(number) and int(number) == number
    if is_whole and 0 < number <= MAX_SAFE_INTEGER:
        return Selector("number", number=int(number))
    raise _refused("%r is no number of a version. The first one is 1." % (number,), [number])


def _refused(message: str, given: list[object]) -> LedgerError:
    return LedgerError("invalid-argument", {"given": given}, message)


def parse_reference(text: str) -> tuple[str, Selector]:
    """Reads `name`, `name@latest`, `name@3`, `name@<id>` or `name@<tag>`. Raises LedgerError: invalid-name."""
    name, at, selector = text.partition("@")
    require_prompt_name(name)
    form = selector_form(selector) if at else "latest"
    if form == "latest":
        return name, Selector("latest")
    if form == "id":
        return name, Selector("id", prefix=selector)
    if form == "tag":
        return name, Selector("tag", tag=require_tag_name(selector))
    number = int(selector.lstrip("v"))
    if number > MAX_SAFE_INTEGER:
        data = {"selector": selector}
        raise LedgerError("invalid-name", data, '"%s" is too large a number.' % selector)
    return name, Selector("number", number=number)
