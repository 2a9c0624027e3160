"""A version and values -> what a model gets."""

from __future__ import annotations

import functools
from typing import Any, Callable, Literal, Protocol

from ._chat import fill_chat, read_history, templates_of
from ._engine import Plain, SyntaxProblem, Template, Where
from ._errors import LedgerError
from ._fstring import FString
from ._jinja import read_jinja
from ._mustache import Mustache
from ._names import parse_reference
from ._shapes import by_code_units, is_mapping
from ._values import apply_inputs, plain_values

#: What to do about a value that nobody gave.
Missing = Literal["error", "empty"]

MAX_INCLUDES = 1000
MAX_INCLUDE_DEPTH = 20
MAX_STEPS = 5_000_000
MAX_LENGTH = 64 * 1024 * 1024

_ENGINES: dict[str, Callable[[str], Template]] = {
    "mustache": Mustache,
    "f-string": FString,
    "jinja2": read_jinja,
    "none": Plain,
}


class Includes(Protocol):
    """Finds the versions that a version includes."""

    def included(self, version: dict[str, Any], reference: str) -> dict[str, Any]:
        """The version that `reference` means in `version`. Raises LedgerError."""
        ...

    def reference_problem(self, reference: str) -> str | None:
        """Why a reference names no prompt; None where it may."""
        ...


def any_reference(reference: str) -> str | None:
    """Why a reference can mean nothing, wherever it is written."""
    try:
        parse_reference(reference)
    except LedgerError as error:
        return error.message
    return None


@functools.lru_cache(maxsize=1024)
def parse_template(format: str, text: str) -> Template:
    """A template that has been read is never changed, so it is read once."""
    return _ENGINES[format](text)


class Document:
    """A version whose templates are read, and the references that led to it."""

    def __init__(
        self, version: dict[str, Any], chain: tuple[str, ...], includes: Includes
    ) -> None:
        self.version = version
        self.chain = chain
        self.templates: list[Template] = []
        for part, text in enumerate(templates_of(version["body"])):
            try:
                template = parse_template(version["format"], text)
                for reference, offset in template.includes:
                    reason = includes.reference_problem(reference)
                    if reason is not None:
                        raise SyntaxProblem(offset, reason)
            except SyntaxProblem as problem:
                place = self.place(part, text, problem.offset)
                message = "The template cannot be read at %s: %s"
                raise LedgerError(
                    "template-syntax", {"problems": [place]}, message % (describe_place(place), problem)
                ) from None
            self.templates.append(template)

    def place(self, part: int, text: str, offset: int) -> dict[str, Any]:
        """Where an offset of a template stands in the document."""
        before = text[:offset]
        line, column = before.count("\n") + 1, offset - before.rfind("\n")
        # JavaScript counts in UTF-16.
        column += sum(character > "\uffff" for character in before[before.rfind("\n") + 1 :])
        places = self.version["places"]["templates"]
        found: dict[str, Any] = {"line": line, "column": column}
        if part < len(places):
            start = places[part]
            if start.get("isJson"):
                shift = column - 1 if line == 1 else 0
                found = {"line": start["line"], "column": start["column"] + shift}
            else:
                at = start["line"] + line - 1
                first = start["column"] - 1 if line == 1 else 0
                escape = 1 if at in start.get("escapedLines", ()) else 0
                found = {"line": at, "column": column + first + escape}
        if self.chain:
            found["include"] = list(self.chain)
        return found


class Rendering:
    """One version, filled with values once."""

    def __init__(
        self, includes: Includes, version: dict[str, Any], values: Any, keep: bool
    ) -> None:
        given = plain_values(values)
        self._includes = includes
        self.keep = keep
        self.misses = 0
        self._root = Document(version, (), includes)
        self._included: dict[tuple[str, ...], Document] = {}
        self._values, self._wrong = apply_inputs(version["frontMatter"].get("inputs"), given)
        self._missing: dict[str, list[dict[str, Any]]] = {}
        self._failures: list[str] = []
        self._part = 0
        self._steps = 0
        self._length = 0

    def run(self, is_lenient: bool) -> dict[str, Any]:
        body = self._root.version["body"]
        histories = self._histories(body)
        texts: list[str] = []
        for part, template in enumerate(self._root.templates):
            self._part = part
            pieces: list[str] = []
            template.write(pieces, self, self._values, self._root)
            texts.append("".join(pieces))
        self._require_fitting_values()
        if self._missing and not is_lenient:
            raise self._missing_error()
        if body["type"] == "text":
            return {"type": "text", "text": texts[0]}
        return {"type": "chat", "messages": fill_chat(body["messages"], iter(texts), histories)}

    def _histories(self, body: dict[str, Any]) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        entries: list[dict[str, Any]] = body["messages"] if body["type"] == "chat" else []
        for index, entry in enumerate(entries):
            if entry["role"] != "history":
                continue
            name = entry["name"]
            if name in self._values:
                found[name] = read_history(name, self._values[name])
                continue
            places = self._root.version["places"]["messages"]
            place: dict[str, Any] = places[index] if index < len(places) else {}
            at = {"line": place.get("line", 1), "column": place.get("nameColumn", 1)}
            self._missing.setdefault(name, []).append(at)
        return found

    def _require_fitting_values(self) -> None:
        wrong = {text.split('"')[1] for text in self._wrong}
        missing = [name for name in self._missing_names() if name.split(".")[0] not in wrong]
        absent = " Missing as well: %s." % ", ".join(missing) if missing else ""
        if self._wrong:
            message = 'Wrong type: %s.%s Give other values, or change "inputs" in the front matter.'
            data = {"inputs": self._wrong, "missing": missing}
            raise LedgerError("invalid-input", data, message % ("; ".join(self._wrong), absent))
        if self._failures:
            message = "The template cannot take these values. %s%s Give other values, or change the template."
            data = {"problems": self._failures, "missing": missing}
            raise LedgerError("invalid-input", data, message % (" ".join(self._failures[:5]), absent))

    def _missing_names(self) -> list[str]:
        return sorted(self._missing, key=by_code_units)

    def _missing_error(self) -> LedgerError:
        names = self._missing_names()
        shown = ["%s (%s)" % (name, describe_place(self._missing[name][0])) for name in names]
        variables = [{"name": name, "locations": self._missing[name]} for name in names]
        return LedgerError(
            "missing-variables",
            {"names": names, "variables": variables},
            "Missing %s: %s. Give values for all of them."
            % ("variable" if len(names) == 1 else "variables", ", ".join(shown)),
        )

    # What templates ask for while they are written.

    def miss(self, name: str, where: Where) -> None:
        document, text, offset = where
        place = document.place(self._part if document is self._root else 0, text, offset)
        places = self._missing.setdefault(name, [])
        if place not in places:
            places.append(place)
        self.misses += 1

    def fail(self, source: str, problem: str, where: Where) -> None:
        document, text, offset = where
        place = document.place(self._part if document is self._root else 0, text, offset)
        self._failures.append("At %s: %s: %s." % (describe_place(place), source[:80], problem))

    def emit(self, text: str, pieces: list[str]) -> None:
        pieces.append(text)
        self._length += len(text)
        self.count(0)

    def count(self, steps: int = 1) -> None:
        self._steps += steps
        if self._steps > MAX_STEPS or self._length > MAX_LENGTH:
            message = "Rendering this prompt with these values never seems to end. Use shorter lists."
            raise LedgerError("too-large", {}, message)

    def include(self, reference: str, document: Document) -> Document:
        chain = document.chain + (reference,)
        known = self._included.get(chain)
        if known is not None:
            return known
        if reference in document.chain or len(chain) > MAX_INCLUDE_DEPTH:
            message = '"%s" includes itself: %s. Remove one of these includes.'
            raise LedgerError(
                "include-cycle", {"chain": list(chain)}, message % (reference, " > ".join(chain))
            )
        version = self._includes.included(document.version, reference)
        if version["body"]["type"] != "text" or version["format"] != document.version["format"]:
            message = '"%s" cannot be included: only a text of the same format can be.'
            raise LedgerError("invalid-document", {"reference": reference}, message % reference)
        if len(self._included) >= MAX_INCLUDES:
            raise LedgerError("too-large", {}, "This prompt includes more than 1000 others.")
        included = self._included[chain] = Document(version, chain, self._includes)
        return included


def describe_place(place: dict[str, Any]) -> str:
    text = "line %d, column %d" % (place["line"], place["column"])
    return "%s of %s" % (text, " > ".join(place["include"])) if "include" in place else text
