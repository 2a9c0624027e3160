"""Prompts of a Prompt Ledger registry, from a bundle: one file, no dependencies, Python 3.9 or later.

    promptledger export --all --format bundle --tag production --output prompts.json

    from promptledger import open_bundle
    prompt = open_bundle("prompts.json").get("support/greeting", tag="production")
    prompt.render({"company_name": "Acme", "query": "hi"})   # {"type": "chat", "messages": [...]}

Renders Mustache, f-string and plain prompts exactly as the editor and the command line do. (The `z` of
a format spec needs Python 3.11.)
"""

from __future__ import annotations

import copy
import functools
import json
import math
import os
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal, Optional, Union

__all__ = ["open_bundle", "Bundle", "Prompt", "LedgerError", "PromptNotFoundError"]

#: What to do about a value that nobody gave.
Missing = Literal["error", "empty"]
#: A document, a template of it, and an offset there.
_Where = tuple["_Document", str, int]
#: Values from the outermost section to the innermost, and what is being written.
_Scope = tuple[list[Any], "_Document", "_Mustache", str]

BUNDLE_FORMAT = 1
MAX_DEPTH = 200
MAX_SECTION_DEPTH = 100
MAX_INCLUDES = 1000
MAX_INCLUDE_DEPTH = 20
MAX_STEPS = 5_000_000
MAX_LENGTH = 64 * 1024 * 1024
MAX_WIDTH = 1_000_000


class LedgerError(Exception):
    """A request was refused. `code` is one of a closed list, `data` holds the facts."""

    def __init__(self, code: str, data: dict[str, Any], message: str) -> None:
        super().__init__(message)
        self.code = code
        self.data = data
        self.message = message

    def __reduce__(self) -> tuple[Any, ...]:
        # What crosses processes is made again there.
        return LedgerError, (self.code, self.data, self.message)


class PromptNotFoundError(LedgerError):
    """There is no prompt of this name; `similar` are names that may have been meant."""

    def __init__(self, prompt: str, names: list[str]) -> None:
        self.prompt = prompt
        self.similar = _similar(prompt, names)
        hint = _did_you_mean(self.similar) or "Check the name against the list of prompts."
        data = {"prompt": prompt, "similar": self.similar}
        super().__init__("prompt-not-found", data, 'There is no prompt "%s". %s' % (prompt, hint))

    def __reduce__(self) -> tuple[Any, ...]:
        return PromptNotFoundError, (self.prompt, self.similar)


def open_bundle(source: Union[str, os.PathLike[str], dict[str, Any]]) -> Bundle:
    """Opens a bundle: the path of its file, or what its JSON holds. Raises LedgerError, OSError."""
    if isinstance(source, dict):
        return Bundle(source)
    with open(source, encoding="utf-8-sig") as file:
        try:
            return Bundle(json.load(file))
        except ValueError as error:
            raise LedgerError(
                "invalid-argument", {"file": str(source)}, "%s is no bundle: %s." % (source, error)
            ) from error


class Bundle:
    """Prompts that were exported."""

    def __init__(self, data: Any) -> None:
        head = data.get("promptledger") if isinstance(data, dict) else None
        found = head.get("bundle") if isinstance(head, dict) else None
        if found != BUNDLE_FORMAT:
            is_newer = isinstance(found, int) and found > BUNDLE_FORMAT
            raise LedgerError(
                "registry-newer" if is_newer else "invalid-argument",
                {"format": found},
                "The bundle has format %s. Update promptledger.py." % found
                if is_newer
                else 'This is no bundle of prompts. Write one with "promptledger export --all --format bundle".',
            )
        part = _broken_part(data)
        if part is not None:
            raise _broken_bundle(part)
        self._data: dict[str, Any] = data

    def names(self) -> list[str]:
        """The names of the prompts, sorted."""
        return sorted(self._data["prompts"])

    def get(
        self,
        name: str,
        *,
        tag: Optional[str] = None,
        version: Optional[int] = None,
        id: Optional[str] = None,
        fallback: Optional[str] = None,
    ) -> Prompt:
        """A version of a prompt: by tag, by number, by id, else the latest.

        `fallback` is a text (a Mustache template) that answers where the prompt, the tag or the
        version is missing. Raises PromptNotFoundError and LedgerError.
        """
        if sum(choice is not None for choice in (tag, version, id)) > 1:
            raise LedgerError(
                "invalid-argument", {}, "Choose a version by its tag, its number or its id."
            )
        # What reads as a number or as an id is one, as it is after the "@" of a reference.
        read = _selector(tag) if version is None and id is None else (tag, version, id)
        try:
            found = self._resolve(name, *read)
        except LedgerError as error:
            missing = ("prompt-not-found", "tag-not-found", "version-not-found")
            if fallback is None or error.code not in missing:
                raise
            return Prompt(self, name, None, read[0], _text_version(fallback))
        try:
            return Prompt(self, name, found, read[0], self._version(found))
        except _BROKEN as error:
            raise _broken_bundle("versions") from error

    def _resolve(
        self, name: str, tag: Optional[str], number: Optional[int], prefix: Optional[str]
    ) -> str:
        prompts = self._data["prompts"]
        prompt = prompts.get(self._data["aliases"].get(name, name))
        if prompt is None:
            raise PromptNotFoundError(name, list(prompts))
        if tag is not None:
            if tag in prompt["tags"]:
                return str(prompt["tags"][tag])
            tags = list(prompt["tags"])
            similar = _similar(tag, tags)
            hint = " " + _did_you_mean(similar) if similar else ""
            raise LedgerError(
                "tag-not-found",
                {"prompt": name, "tag": tag, "tags": tags, "similar": similar},
                'In this bundle, "%s" has no tag "%s".%s It has: %s.'
                % (name, tag, hint, ", ".join(tags) or "no tag at all"),
            )
        versions = prompt["versions"]
        if number is not None:
            if not isinstance(number, int) or isinstance(number, bool) or number < 1:
                message = "%r is no number of a version. The first one is 1." % (number,)
                raise LedgerError("invalid-argument", {"version": number}, message)
            same = [one for one in versions if self._version(one)["number"] == number]
            return self._one(name, number, prompt.get("ambiguous", {}).get(str(number), same))
        if prefix is not None:
            if not re.fullmatch("[0-9a-f]{7,32}", prefix):
                message = '"%s" is no id of a version: 7 to 32 hex digits.' % prefix
                raise LedgerError("invalid-argument", {"id": prefix}, message)
            return self._one(name, prefix, [one for one in versions if one.startswith(prefix)])
        return self._one(name, "latest", [one for one in versions if one == prompt["latest"]])

    def _one(self, name: str, selector: Union[str, int], ids: list[str]) -> str:
        if len(ids) == 1:
            return ids[0]
        data = {"prompt": name, "selector": str(selector), "versions": list(ids)}
        if not ids:
            message = 'The bundle does not hold "%s@%s". Ask for what was exported, or export it as well.'
            raise LedgerError("version-not-found", data, message % (name, selector))
        message = '"%s@%s" could be %s. Name the version by its id.'
        raise LedgerError("reference-ambiguous", data, message % (name, selector, " or ".join(ids)))

    def _version(self, version_id: str) -> dict[str, Any]:
        version: Optional[dict[str, Any]] = self._data["versions"].get(version_id)
        if version is None:
            message = "The bundle names version %s and does not hold it. Export it again."
            raise LedgerError("version-not-found", {"version": version_id}, message % version_id)
        return version


class Prompt:
    """One version of a prompt: it never changes."""

    def __init__(
        self,
        bundle: Bundle,
        name: str,
        version_id: Optional[str],
        tag: Optional[str],
        version: dict[str, Any],
    ) -> None:
        self._bundle = bundle
        self._version = version
        self.name = name
        self.tag = tag
        #: Empty for a fallback.
        self.id = version_id or ""
        #: 0 for a fallback.
        self.number = version["number"]
        self.is_fallback = version_id is None
        self.type = version["body"]["type"]
        self.front_matter = version["frontMatter"]
        self.model = self.front_matter.get("model")
        self.parameters = self.front_matter.get("parameters") or {}
        self.metadata = self.front_matter.get("metadata") or {}

    def render(
        self,
        values: Optional[dict[str, Any]] = None,
        *,
        partial: bool = False,
        missing: Missing = "error",
    ) -> dict[str, Any]:
        """What goes to a model: {"type": "text", "text"} or {"type": "chat", "messages"}.

        `partial` leaves the tags of missing names in place, `missing="empty"` prints nothing for
        them. Raises LedgerError: missing-variables, invalid-input, template-syntax, include-cycle.
        """
        given = {} if values is None else values
        try:
            return _Rendering(self._bundle, self._version, given, partial).run(
                partial or missing == "empty"
            )
        except _BROKEN as error:
            raise _broken_bundle("versions") from error

    def to_openai(
        self,
        values: Optional[dict[str, Any]] = None,
        *,
        partial: bool = False,
        missing: Missing = "error",
    ) -> dict[str, Any]:
        """The arguments of `client.chat.completions.create`, to be passed with `**`."""
        output = self.render(values, partial=partial, missing=missing)
        try:
            return self._openai_request(output)
        except _BROKEN as error:
            raise _broken_bundle("versions") from error

    def _openai_request(self, output: dict[str, Any]) -> dict[str, Any]:
        # A copy: the request belongs to whoever asked for it.
        front = copy.deepcopy(self.front_matter)
        request: dict[str, Any] = {}
        if isinstance(self.model, str):
            request["model"] = self.model[7:] if self.model.startswith("openai/") else self.model
        request.update(front.get("parameters") or {})
        if isinstance(front.get("tools"), list):
            request["tools"] = [_openai_tool(tool) for tool in front["tools"]]
        if front.get("tool_choice") is not None:
            request["tool_choice"] = _openai_choice(front["tool_choice"])
        if front.get("response_format") is not None:
            form = front["response_format"]
            request["response_format"] = {"type": form} if isinstance(form, str) else form
        if output["type"] == "text":
            request["messages"] = [{"role": "user", "content": output["text"]}]
        else:
            told = [message for message in output["messages"] if not _is_empty_message(message)]
            request["messages"] = [_openai_message(message) for message in told]
        return request

    def attributes(self) -> dict[str, str]:
        """What a trace should say of the prompt, in OpenTelemetry's names where it has them."""
        found = {"gen_ai.prompt.name": self.name}
        if self.is_fallback:
            found["promptledger.prompt.fallback"] = "true"
        else:
            found["gen_ai.prompt.version"] = str(self.number)
            found["promptledger.prompt.id"] = self.id
        if self.tag is not None:
            found["promptledger.prompt.tag"] = self.tag
        return found


#: What a document in a bundle may turn out to be when it is read.
_BROKEN = (KeyError, IndexError, TypeError, AttributeError, ValueError, RecursionError)


def _broken_bundle(part: str) -> LedgerError:
    message = 'The bundle is broken: "%s" is missing or not of the right form. Export it again.'
    return LedgerError("invalid-argument", {"part": part}, message % part)


def _is_map_of(value: Any, check: Any) -> bool:
    return isinstance(value, dict) and all(check(item) for item in value.values())


def _is_list_of(value: Any, check: Any) -> bool:
    return isinstance(value, list) and all(check(item) for item in value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_mapping(value: Any) -> bool:
    return isinstance(value, dict)


def _is_prompt(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and (value.get("latest", 0) is None or _is_text(value.get("latest")))
        and _is_map_of(value.get("tags"), _is_text)
        and _is_list_of(value.get("versions"), _is_text)
        and _is_map_of(value.get("ambiguous", {}), lambda ids: _is_list_of(ids, _is_text))
    )


def _is_body(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    if value.get("type") == "text":
        return _is_text(value.get("text"))
    return value.get("type") == "chat" and _is_list_of(value.get("messages"), _is_mapping)


def _is_version(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    number = value.get("number")
    places = value.get("places")
    return (
        _is_text(value.get("prompt"))
        and isinstance(number, int)
        and not isinstance(number, bool)
        and number > 0
        and _is_text(value.get("at"))
        and _is_map_of(value.get("includes"), _is_text)
        and value.get("format") in ("mustache", "f-string", "jinja2", "none")
        and _is_mapping(value.get("frontMatter"))
        and _is_body(value.get("body"))
        and isinstance(places, dict)
        and _is_list_of(places.get("templates"), _is_mapping)
        and _is_list_of(places.get("messages"), _is_mapping)
    )


def _broken_part(data: dict[str, Any]) -> Optional[str]:
    """The part of a bundle that is missing or not of the right form."""
    if not _is_map_of(data.get("prompts"), _is_prompt):
        return "prompts"
    if not _is_map_of(data.get("aliases"), _is_text):
        return "aliases"
    return None if _is_map_of(data.get("versions"), _is_version) else "versions"


def _selector(tag: Optional[str]) -> tuple[Optional[str], Optional[int], Optional[str]]:
    """What stands after "@" in a reference, as a tag, a number or an id; none of them is the latest."""
    if tag is None or tag == "latest":
        return None, None, None
    if re.fullmatch("[0-9a-f]{32}", tag):
        return None, None, tag
    if re.fullmatch("v?[0-9]+", tag):
        return None, int(tag.lstrip("v")), None
    return (None, None, tag) if re.fullmatch("[0-9a-f]{7,31}", tag) else (tag, None, None)


def _similar(wanted: str, names: list[str]) -> list[str]:
    """The names that somebody may have meant, best first: a few letters differ, or the folder is missing."""
    allowed = max(1, len(wanted) // 4) + 0.5
    found = []
    for name in names:
        edits = float(_distance(wanted, name))
        if "/" not in wanted:
            edits = min(edits, _distance(wanted, name[name.rfind("/") + 1 :]) + 0.5)
        if name != wanted and edits <= allowed:
            found.append((edits, name))
    return [name for _, name in sorted(found)[:3]]


def _distance(left: str, right: str) -> int:
    row = list(range(len(right) + 1))
    for line, letter in enumerate(left, 1):
        above, row = row, [line]
        for column, other in enumerate(right):
            change = above[column] + (letter != other)
            row.append(min(change, above[column + 1] + 1, row[column] + 1))
    return row[-1]


def _did_you_mean(names: list[str]) -> str:
    return "Did you mean %s?" % " or ".join('"%s"' % name for name in names) if names else ""


#: A line of a document that stands for one with a backslash less: markers of conflicts are text then.
_ESCAPED_MARKER = re.compile(r"^\\(?=\\*(?:<{7}|\|{7}|={7}|>{7})(?: |$))", re.MULTILINE)


def _text_version(source: str) -> dict[str, Any]:
    text = _ESCAPED_MARKER.sub("", source)
    escaped = [at for at, line in enumerate(source.split("\n"), 1) if _ESCAPED_MARKER.match(line)]
    return {
        "number": 0,
        "includes": {},
        "format": "mustache",
        "frontMatter": {},
        "body": {"type": "text", "text": text},
        "places": {"templates": [{"line": 1, "column": 1, "escapedLines": escaped}], "messages": []},
    }


# --- rendering a document ---------------------------------------------------------------------


class _Document:
    """A version whose templates are read, and the references that led to it."""

    def __init__(self, version: dict[str, Any], chain: tuple[str, ...]) -> None:
        self.version = version
        self.chain = chain
        if version["format"] not in _ENGINES:
            message = "Prompts in %s are not rendered by promptledger.py. Render them with the command line."
            raise LedgerError(
                "invalid-argument", {"format": version["format"]}, message % version["format"]
            )
        self.templates: list[Any] = []
        for part, text in enumerate(_templates_of(version["body"])):
            try:
                self.templates.append(_parse(version["format"], text))
            except _SyntaxProblem as problem:
                place = self.place(part, text, problem.offset)
                message = "The template cannot be read at %s: %s"
                raise LedgerError(
                    "template-syntax", {"problems": [place]}, message % (_describe(place), problem)
                ) from None

    def place(self, part: int, text: str, offset: int) -> dict[str, Any]:
        """Where an offset of a template stands in the document."""
        before = text[:offset]
        line, column = before.count("\n") + 1, offset - before.rfind("\n")
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


class _Rendering:
    def __init__(
        self, bundle: Bundle, version: dict[str, Any], values: dict[str, Any], keep: bool
    ) -> None:
        if not isinstance(values, dict):
            raise _refused_value("", "must be a mapping of values by name")
        _require_plain(values, "", 0)
        self._bundle = bundle
        self.keep = keep
        self.misses = 0
        self._root = _Document(version, ())
        self._included: dict[tuple[str, ...], _Document] = {}
        self._values, self._wrong = _apply_inputs(version["frontMatter"].get("inputs") or {}, values)
        self._missing: dict[str, list[dict[str, Any]]] = {}
        self._failures: list[str] = []
        self._part = 0
        self._steps = 0
        self._length = 0

    def run(self, is_lenient: bool) -> dict[str, Any]:
        body = self._root.version["body"]
        histories = self._histories(body)
        texts = []
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
        return {"type": "chat", "messages": _fill_chat(body["messages"], iter(texts), histories)}

    def _histories(self, body: dict[str, Any]) -> dict[str, list[Any]]:
        found = {}
        entries = body["messages"] if body["type"] == "chat" else []
        for index, entry in enumerate(entries):
            if entry["role"] != "history":
                continue
            name = entry["name"]
            if name in self._values:
                found[name] = _read_history(name, self._values[name])
                continue
            places = self._root.version["places"]["messages"]
            place = places[index] if index < len(places) else {}
            at = {"line": place.get("line", 1), "column": place.get("nameColumn", 1)}
            self._missing.setdefault(name, []).append(at)
        return found

    def _require_fitting_values(self) -> None:
        missing = sorted(self._missing)
        absent = " Missing as well: %s." % ", ".join(missing) if missing else ""
        if self._wrong:
            message = 'Wrong type: %s.%s Give other values, or change "inputs" in the front matter.'
            data = {"inputs": self._wrong, "missing": missing}
            raise LedgerError("invalid-input", data, message % ("; ".join(self._wrong), absent))
        if self._failures:
            message = "The template cannot take these values. %s%s Give other values, or change the template."
            data = {"problems": self._failures, "missing": missing}
            raise LedgerError("invalid-input", data, message % (" ".join(self._failures[:5]), absent))

    def _missing_error(self) -> LedgerError:
        names = sorted(self._missing)
        shown = ["%s (%s)" % (name, _describe(self._missing[name][0])) for name in names]
        variables = [{"name": name, "locations": self._missing[name]} for name in names]
        return LedgerError(
            "missing-variables",
            {"names": names, "variables": variables},
            "Missing %s: %s. Give values for all of them."
            % ("variable" if len(names) == 1 else "variables", ", ".join(shown)),
        )

    # What templates ask for while they are written.

    def miss(self, name: str, where: _Where) -> None:
        document, text, offset = where
        place = document.place(self._part if document is self._root else 0, text, offset)
        places = self._missing.setdefault(name, [])
        if place not in places:
            places.append(place)
        self.misses += 1

    def fail(self, source: str, problem: str, where: _Where) -> None:
        document, text, offset = where
        place = document.place(self._part if document is self._root else 0, text, offset)
        self._failures.append("At %s: %s: %s." % (_describe(place), source[:80], problem))

    def emit(self, text: str, pieces: list[str]) -> None:
        pieces.append(text)
        self._length += len(text)
        self.count(0)

    def count(self, steps: int = 1) -> None:
        self._steps += steps
        if self._steps > MAX_STEPS or self._length > MAX_LENGTH:
            message = "Rendering this prompt with these values never seems to end. Use shorter lists."
            raise LedgerError("too-large", {}, message)

    def include(self, reference: str, document: _Document) -> _Document:
        chain = document.chain + (reference,)
        known = self._included.get(chain)
        if known is not None:
            return known
        if reference in document.chain or len(chain) > MAX_INCLUDE_DEPTH:
            message = '"%s" includes itself: %s. Remove one of these includes.'
            raise LedgerError(
                "include-cycle", {"chain": list(chain)}, message % (reference, " > ".join(chain))
            )
        version_id = document.version["includes"].get(reference)
        if version_id is None:
            message = 'The version did not record what "%s" meant. Commit the prompt again.'
            raise LedgerError("version-not-found", {"reference": reference}, message % reference)
        version = self._bundle._version(version_id)
        if version["body"]["type"] != "text" or version["format"] != document.version["format"]:
            message = '"%s" cannot be included: only a text of the same format can be.'
            raise LedgerError("invalid-document", {"reference": reference}, message % reference)
        if len(self._included) >= MAX_INCLUDES:
            raise LedgerError("too-large", {}, "This prompt includes more than 1000 others.")
        included = self._included[chain] = _Document(version, chain)
        return included


def _describe(place: dict[str, Any]) -> str:
    text = "line %d, column %d" % (place["line"], place["column"])
    return "%s of %s" % (text, " > ".join(place["include"])) if "include" in place else text


def _require_plain(value: Any, path: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _refused_value(path, "is nested without end")
    if value is None or isinstance(value, (str, bool, int)):
        return
    if isinstance(value, float):
        if not math.isfinite(value):
            raise _refused_value(path, "is %r, which is no finite number" % value)
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            _require_plain(item, "%s.%d" % (path, index) if path else str(index), depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise _refused_value(path, "has the key %r, which is no text" % (key,))
            _require_plain(item, "%s.%s" % (path, key) if path else key, depth + 1)
    else:
        raise _refused_value(path, "is a %s" % type(value).__name__)


def _refused_value(path: str, problem: str) -> LedgerError:
    subject = 'The value of "%s"' % path if path else "The values"
    message = "%s %s. Give values that JSON can hold." % (subject, problem)
    return LedgerError("invalid-input", {"path": path}, message)


def _apply_inputs(
    inputs: dict[str, Any], given: dict[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    filled, wrong = dict(given), []
    for name, written in inputs.items():
        declared = written if isinstance(written, dict) else {}
        required = declared.get("required") is not False
        value = filled.get(name)
        if name in filled and not (value is None and not required):
            if not _has_type(value, declared.get("type")):
                wrong.append('"%s" must be %s, not %s' % (name, declared["type"], _kind(value)))
        elif name not in filled and declared.get("default") is not None:
            filled[name] = declared["default"]
        elif name not in filled and not required:
            filled[name] = None
    return filled, wrong


def _has_type(value: Any, kind: Any) -> bool:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    checks = {
        "string": isinstance(value, str),
        "number": is_number,
        "integer": is_number and (isinstance(value, int) or value.is_integer()),
        "boolean": isinstance(value, bool),
        "array": isinstance(value, (list, tuple)),
        "object": isinstance(value, dict),
    }
    return checks.get(kind, True)


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    kinds = ((str, "string"), ((int, float), "number"), (dict, "object"))
    return next((name for types, name in kinds if isinstance(value, types)), "array")


# --- chats ------------------------------------------------------------------------------------


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
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _filled(value: Any, texts: Iterator[str]) -> Any:
    if isinstance(value, str):
        return next(texts)
    if isinstance(value, _Pairs):
        return {key: _filled(item, texts) for key, item in value}
    if isinstance(value, list):
        return [_filled(item, texts) for item in value]
    return value


def _templates_of(body: dict[str, Any]) -> list[str]:
    if body["type"] == "text":
        return [body["text"]]
    found = []
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


def _fill_chat(
    entries: list[Any], texts: Iterator[str], histories: dict[str, list[Any]]
) -> list[Any]:
    messages, names = [], {}
    for entry in entries:
        if entry["role"] == "history":
            messages += histories.get(entry["name"], [])
            continue
        message = {"role": entry["role"], "content": _fill_content(entry["content"], texts)}
        calls = []
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
        if not _is_empty_message(message):
            messages.append(message)
    return messages


def _is_empty_message(message: dict[str, Any]) -> bool:
    """Providers refuse a message that is blank, calls no tool and answers none."""
    if "toolCallId" in message or message.get("toolCalls"):
        return False
    content = message["content"]
    if isinstance(content, str):
        return _is_blank(content)
    return all(part["type"] == "text" and _is_blank(part["text"]) for part in content)


def _is_blank(text: str) -> bool:
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


def _read_history(name: str, value: Any) -> list[Any]:
    """A history is data in the form that rendering gives; nothing in it is a template."""
    if value is None:
        return []
    if not isinstance(value, (list, tuple)):
        raise _refused_history(name, "a list of messages")
    for index, message in enumerate(value):
        path = "%s[%d]" % (name, index)
        _require_keys(message, path, ("role", "content", "toolCalls", "toolCallId", "toolName"))
        if message.get("role") not in _ROLES:
            raise _refused_history(path + ".role", "one of " + ", ".join(_ROLES))
        content = message.get("content")
        if not isinstance(content, (str, list, tuple)):
            raise _refused_history(path + ".content", "a list of parts, or a text")
        for at, part in enumerate(content if not isinstance(content, str) else ()):
            _require_part(part, "%s.content[%d]" % (path, at))
        for at, call in enumerate(message.get("toolCalls") or ()):
            _require_keys(call, "%s.toolCalls[%d]" % (path, at), ("id", "name", "arguments"))
    return [dict(message) for message in value]


def _require_part(part: Any, path: str) -> None:
    known = {"text": ("text",), "image": ("url", "mediaType", "detail"), "file": ("url", "mediaType", "name")}
    kind = part.get("type") if isinstance(part, dict) else None
    if kind not in known:
        raise _refused_history(path + ".type", "one of text, image, file")
    _require_keys(part, path, ("type",) + known[kind])
    if not isinstance(part.get(known[kind][0]), str):
        raise _refused_history("%s.%s" % (path, known[kind][0]), "a text")


def _require_keys(value: Any, path: str, known: tuple[str, ...]) -> None:
    if not isinstance(value, dict):
        raise _refused_history(path, "an object")
    if any(key not in known for key in value):
        raise _refused_history(path, "an object with only the keys " + ", ".join(known))


def _refused_history(path: str, expected: str) -> LedgerError:
    message = '"%s" must be %s. A history is a list of messages: [{"role": "user", "content": "Hi"}].'
    return LedgerError("invalid-input", {"path": path, "expected": expected}, message % (path, expected))


def _openai_message(message: dict[str, Any]) -> dict[str, Any]:
    content, calls = message["content"], message.get("toolCalls")
    if not isinstance(content, str):
        _require_texts(message["role"], content)
        content = [_openai_part(part) for part in content]
    found = {"role": message["role"], "content": None if content == "" and calls else content}
    if calls:
        found["tool_calls"] = [
            {
                "id": call["id"],
                "type": "function",
                "function": {"name": call["name"], "arguments": _compact_json(call["arguments"])},
            }
            for call in calls
        ]
    if "toolCallId" in message:
        found["tool_call_id"] = message["toolCallId"]
    return found


def _require_texts(role: str, content: Any) -> None:
    media = next((part["type"] for part in content if part["type"] != "text"), None)
    if role != "user" and media is not None:
        kind = "an image" if media == "image" else "a file"
        message = 'A message of "%s" holds %s, and OpenAI takes texts there. Put it into a message of "user".'
        raise LedgerError("invalid-input", {"provider": "OpenAI", "role": role}, message % (role, kind))


def _openai_tool(tool: Any) -> Any:
    """A tool in another provider's form is said in this one's."""
    if not isinstance(tool, dict) or isinstance(tool.get("function"), dict):
        return tool
    if not isinstance(tool.get("name"), str) or tool.get("type") not in (None, "function", "custom"):
        return tool
    schemas = ("parameters", "input_schema", "parametersJsonSchema")
    schema = next((tool[key] for key in schemas if tool.get(key) is not None), None)
    found: dict[str, Any] = {"name": tool["name"]}
    if isinstance(tool.get("description"), str):
        found["description"] = tool["description"]
    if schema is not None:
        found["parameters"] = schema
    if "strict" in tool:
        found["strict"] = tool["strict"]
    return {"type": "function", "function": found}


def _openai_choice(choice: Any) -> Any:
    if isinstance(choice, dict):
        if isinstance(choice.get("function"), dict):
            return choice
        if isinstance(choice.get("name"), str):
            return {"type": "function", "function": {"name": choice["name"]}}
        read = _openai_choice(choice.get("type"))
        return read if read in ("auto", "none", "required") else choice
    return "required" if choice == "any" else choice


def _openai_part(part: dict[str, Any]) -> dict[str, Any]:
    if part["type"] == "text":
        return {"type": "text", "text": part["text"]}
    if part["type"] == "image":
        image = {"url": part["url"]}
        if "detail" in part:
            image["detail"] = part["detail"]
        return {"type": "image_url", "image_url": image}
    if not re.match(r"data:[^;,]+(?:;[^;,]+)*;base64,", part["url"], re.IGNORECASE):
        return {"type": "file", "file": {"file_id": _file_id(part["url"])}}
    name = {"filename": part["name"]} if "name" in part else {}
    return {"type": "file", "file": {**name, "file_data": part["url"]}}


def _file_id(url: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9_-]+", url) or "{{" in url:
        return url
    shown = url[:60] + "…" if len(url) > 60 else url
    message = 'OpenAI takes a file as the id of an upload or as "data:…;base64,…": "%s" is none of these.'
    raise LedgerError("invalid-input", {"provider": "OpenAI"}, message % shown)


# --- printing values --------------------------------------------------------------------------


def _script_number(value: Union[int, float]) -> str:
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


def _compact_json(value: Any) -> str:
    if isinstance(value, dict):
        return "{%s}" % ",".join(
            "%s:%s" % (_compact_json(key), _compact_json(item)) for key, item in value.items()
        )
    if isinstance(value, (list, tuple)):
        return "[%s]" % ",".join(map(_compact_json, value))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _script_number(value)
    return json.dumps(value, ensure_ascii=False)


def _is_list(value: Any) -> bool:
    return isinstance(value, (list, tuple))


class _SyntaxProblem(Exception):
    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset


class _Plain:
    """The format `none`: the text is the prompt."""

    def __init__(self, text: str) -> None:
        self._text = text

    def write(
        self, pieces: list[str], rendering: _Rendering, values: dict[str, Any], document: _Document
    ) -> None:
        rendering.emit(self._text, pieces)


# --- Mustache: the specification without lambdas, inheritance and HTML escaping -----------------

_KINDS = {
    "#": "section", "^": "inverted", "/": "close", ">": "partial", "!": "comment",
    "&": "value", "{": "value", "=": "delimiters", "$": "unsupported", "<": "unsupported",
}  # fmt: skip


class _Mustache:
    def __init__(self, text: str) -> None:
        self.text = text
        self.nodes = _MustacheParser(text).parse()

    def write(
        self, pieces: list[str], rendering: _Rendering, values: dict[str, Any], document: _Document
    ) -> None:
        self._write(self.nodes, pieces, rendering, ([values], document, self, ""))

    def _write(
        self, nodes: list[Any], pieces: list[str], rendering: _Rendering, scope: _Scope
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
                    for item in value if _is_list(value) else [value]:
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
    def __init__(self, text: str) -> None:
        self._text = text
        self._delimiters = ("{{", "}}")
        self._at = 0
        self._done = 0
        self._nodes: list[Any] = []
        self._open: list[tuple[str, bool, int, list[Any]]] = []

    def parse(self) -> list[Any]:
        tag = self._next()
        while tag is not None:
            self._take(*tag)
            tag = self._next()
        self._add_text(len(self._text))
        if self._open:
            name, _, offset, _ = self._open[0]
            message = 'The section "%s" is never closed. Add {{/%s}}.' % (name, name)
            raise _SyntaxProblem(offset, message)
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
            raise _SyntaxProblem(start, message % opening)
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
                raise _SyntaxProblem(start, "Sections are nested more than 100 deep.")
        elif kind == "close":
            if not self._open or self._open[-1][0] != name:
                raise _SyntaxProblem(start, "{{/%s}} closes nothing." % name)
            opened, is_inverted, offset, parent = self._open.pop()
            parent.append(("section", self._path(opened, offset), is_inverted, self._nodes))
            self._nodes = parent
        elif kind == "partial":
            if name == "" or name.startswith("*"):
                raise _SyntaxProblem(start, "Name the prompt to include: {{> shared/tone}}.")
            spaces = "" if line is None else self._text[line[0] : start]
            self._nodes.append(("partial", name, spaces))
        elif kind == "delimiters":
            parts = name.split()
            if len(parts) != 2 or "=" in name:
                raise _SyntaxProblem(start, 'Delimiters are two words without "=": {{=<% %>=}}.')
            self._delimiters = (parts[0], parts[1])
        elif kind == "unsupported":
            message = "Template inheritance ({{<name}}, {{$name}}) is not supported."
            raise _SyntaxProblem(start, message)

    def _path(self, name: str, offset: int) -> str:
        if name != "." and "" in name.split("."):
            raise _SyntaxProblem(offset, '"%s" is no name.' % name)
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
    if isinstance(context, dict):
        return (True, context[name]) if name in context else (False, None)
    if _is_list(context) and re.fullmatch("0|[1-9][0-9]*", name) and int(name) < len(context):
        return True, context[int(name)]
    return False, None


def _is_shown(value: Any) -> bool:
    """What JavaScript calls true, but for an empty list."""
    return isinstance(value, dict) or bool(value)


def _print_mustache(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return _compact_json(value)


def _indented(text: str, is_line_start: bool, indentation: str) -> str:
    if indentation == "":
        return text
    lines = text.split("\n")
    for index, line in enumerate(lines):
        is_own = line != "" if index > 0 else is_line_start and (line != "" or text == "")
        if is_own:
            lines[index] = indentation + line
    return "\n".join(lines)


# --- f-string: str.format over data -----------------------------------------------------------

_UNCLOSED = "This brace is never closed. For a brace in the text, write {{."


class _FString:
    def __init__(self, text: str) -> None:
        self.text = text
        self._nodes = self._read(0, len(text), False)

    def write(
        self, pieces: list[str], rendering: _Rendering, values: dict[str, Any], document: _Document
    ) -> None:
        self._write(self._nodes, pieces, rendering, values, document)

    def _write(
        self,
        nodes: list[Any],
        pieces: list[str],
        rendering: _Rendering,
        values: dict[str, Any],
        document: _Document,
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
        self, node: Any, rendering: _Rendering, values: dict[str, Any], document: _Document
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
        text, nodes, at = self.text, [], start
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
                raise _SyntaxProblem(brace, message)
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
                raise _SyntaxProblem(start, '"!%s" is no conversion. Use !s, !r or !a.' % conversion)
            at += 2
            if at < end and text[at] not in ":}":
                raise _SyntaxProblem(start, 'Only ":" or "}" can follow a conversion.')
        if at >= end or text[at] == "{":
            raise _SyntaxProblem(start, _UNCLOSED)
        spec: Any = ""
        close = at
        if text[at] == ":":
            close = self._close_spec(start, at + 1, end)
            spec = text[at + 1 : close]
            if "{" in spec:
                if is_spec:
                    message = "A field in a format spec has no fields in its own."
                    raise _SyntaxProblem(start, message)
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
        raise _SyntaxProblem(start, _UNCLOSED)


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
        raise _SyntaxProblem(offset, message % root)
    path, at = [(root, False)], len(root)
    while at < len(text):
        is_item = text[at] == "["
        step = re.compile(r"\[([^\]]+)\]" if is_item else r"\.([^.\[]+)").match(text, at)
        if step is None:
            raise _SyntaxProblem(offset, "A part of the name is missing.")
        path.append((step.group(1), is_item))
        at = step.end()
    for name, is_item in path:
        if name.startswith("_") and not is_item:
            raise _SyntaxProblem(offset, '"%s" begins with "_", which no name may.' % name)
    return path


def _walk(values: Any, path: list[tuple[str, bool]]) -> tuple[bool, Any]:
    value = values
    for name, is_item in path:
        is_index = is_item and re.fullmatch("[0-9]+", name) is not None
        if isinstance(value, dict) and not is_index and name in value:
            value = value[name]
        elif is_index and isinstance(value, (str, list, tuple)) and int(name) < len(value):
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
    if value is None or isinstance(value, (dict, list, tuple)):
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
    if isinstance(value, (dict, list, tuple)):
        text = _compact_json(value)
    else:
        text = str(value)
    return text if conversion != "a" else text.encode("ascii", "backslashreplace").decode("ascii")


@functools.lru_cache(maxsize=1024)
def _parse(format: str, text: str) -> Any:
    """A template that has been read is never changed, so it is read once."""
    return _ENGINES[format](text)


_ENGINES: dict[str, Any] = {"mustache": _Mustache, "f-string": _FString, "none": _Plain}
