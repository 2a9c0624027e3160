"""A bundle: prompts that were exported, in one JSON value."""

from __future__ import annotations

import os
from typing import Any, Optional, Union

from ._documents import parse_document
from ._errors import LedgerError, PromptNotFoundError, did_you_mean, similar_names
from ._names import Selector, choose
from ._prompt import BROKEN, Prompt, broken_bundle
from ._shapes import is_list_of, is_map_of, is_mapping, is_text
from ._strictjson import parse_json

BUNDLE_FORMAT = 1
#: What leads to a fallback: the version is not there, or a damaged record may decide which one it is.
ABSENT = ("prompt-not-found", "tag-not-found", "version-not-found", "record-corrupt")


def open_bundle(source: Union[str, os.PathLike[str], dict[str, Any]]) -> Bundle:
    """Opens a bundle: the path of its file, or what its JSON holds. Raises LedgerError, OSError."""
    if isinstance(source, dict):
        return Bundle(source)
    with open(source, encoding="utf-8-sig") as file:
        return read_bundle(file.read(), str(source))


def read_bundle(text: str, name: str) -> Bundle:
    """A bundle as its JSON has it. Raises LedgerError: invalid-argument, registry-newer."""
    try:
        return Bundle(parse_json(text))
    except ValueError as error:
        message = "%s is no bundle: %s." % (name, error)
        raise LedgerError("invalid-argument", {"file": name}, message) from error


class Bundle:
    """Prompts that were exported. It never changes."""

    def __init__(self, data: Any) -> None:
        head: Any = data.get("promptledger") if is_mapping(data) else None
        found: Any = head.get("bundle") if is_mapping(head) else None
        if found != BUNDLE_FORMAT or not is_mapping(data):
            raise _no_bundle(found)
        part = _broken_part(data)
        if part is not None:
            raise broken_bundle(part)
        self._data: dict[str, Any] = data

    def __repr__(self) -> str:
        return "<Bundle of %d prompts>" % len(self._data["prompts"])

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

        `fallback` is a document (a text alone is one) that answers where the prompt, the tag or the
        version is missing. Raises PromptNotFoundError and LedgerError.
        """
        selector = choose(tag, version, id)
        try:
            return self.find(name, selector)
        except LedgerError as error:
            if fallback is None or error.code not in ABSENT:
                raise
            return self.fallback(name, selector, fallback)

    def find(self, name: str, selector: Selector) -> Prompt:
        """The version that is wanted. Raises PromptNotFoundError, LedgerError."""
        found = self._resolve(name, selector)
        try:
            return Prompt(self, name, found, selector.tag, self._version(found))
        except BROKEN as error:
            raise broken_bundle("versions") from error

    def fallback(self, name: str, selector: Selector, source: str) -> Prompt:
        """A document that stands in for a version. Raises LedgerError: invalid-document."""
        document = parse_document(source, "the fallback of " + name)
        about = {"prompt": name, "number": 0, "at": "", "includes": {}}
        return Prompt(self, name, None, selector.tag, {**document, **about})

    def included(self, version: dict[str, Any], reference: str) -> dict[str, Any]:
        """The version that a reference was recorded to mean."""
        id = version["includes"].get(reference)
        if id is None:
            message = 'The version did not record what "%s" meant. Commit the prompt again.'
            raise LedgerError("version-not-found", {"reference": reference}, message % reference)
        return self._version(id)

    def reference_problem(self, reference: str) -> Optional[str]:
        """What every reference means is in the bundle."""
        return None

    def _resolve(self, name: str, selector: Selector) -> str:
        prompts = self._data["prompts"]
        prompt = prompts.get(self._data["aliases"].get(name, name))
        if prompt is None:
            raise PromptNotFoundError(name, list(prompts))
        versions: list[str] = prompt["versions"]
        if selector.tag is not None:
            return self._tagged(name, selector.tag, prompt["tags"])
        if selector.kind == "number":
            number = selector.number
            same = [one for one in versions if self._version(one)["number"] == number]
            return _one(name, str(number), prompt.get("ambiguous", {}).get(str(number), same))
        if selector.kind == "id":
            prefix = selector.prefix
            return _one(name, prefix, [one for one in versions if one.startswith(prefix)])
        return _one(name, "latest", [one for one in versions if one == prompt["latest"]])

    def _tagged(self, name: str, tag: str, tags: dict[str, str]) -> str:
        if tag in tags:
            return tags[tag]
        similar = similar_names(tag, tags)
        hint = " " + did_you_mean(similar) if similar else ""
        data = {"prompt": name, "tag": tag, "tags": list(tags), "similar": similar}
        message = 'In this bundle, "%s" has no tag "%s".%s It has: %s.'
        told = message % (name, tag, hint, ", ".join(tags) or "no tag at all")
        raise LedgerError("tag-not-found", data, told)

    def _version(self, version_id: str) -> dict[str, Any]:
        version: Optional[dict[str, Any]] = self._data["versions"].get(version_id)
        if version is None:
            message = "The bundle names version %s and does not hold it. Export it again."
            raise LedgerError("version-not-found", {"version": version_id}, message % version_id)
        return version


def _no_bundle(found: Any) -> LedgerError:
    if isinstance(found, int) and found > BUNDLE_FORMAT:
        message = "The bundle has format %s. Update promptledger." % found
        return LedgerError("registry-newer", {"format": found}, message)
    message = 'This is no bundle of prompts. Write one with "promptledger export --all --format bundle".'
    return LedgerError("invalid-argument", {"format": found}, message)


def _one(name: str, selector: str, ids: list[str]) -> str:
    if len(ids) == 1:
        return ids[0]
    data = {"prompt": name, "selector": selector, "versions": list(ids)}
    if not ids:
        message = 'The bundle does not hold "%s@%s". Ask for what was exported, or export it as well.'
        raise LedgerError("version-not-found", data, message % (name, selector))
    message = '"%s@%s" could be %s. Name the version by its id.'
    raise LedgerError("reference-ambiguous", data, message % (name, selector, " or ".join(ids)))


def _is_bundled_prompt(value: Any) -> bool:
    if not is_mapping(value):
        return False
    return (
        (value.get("latest", 0) is None or is_text(value.get("latest")))
        and is_map_of(value.get("tags"), is_text)
        and is_list_of(value.get("versions"), is_text)
        and is_map_of(value.get("ambiguous", {}), lambda ids: is_list_of(ids, is_text))
    )


def _is_body(value: Any) -> bool:
    if not is_mapping(value):
        return False
    if value.get("type") == "text":
        return is_text(value.get("text"))
    return value.get("type") == "chat" and is_list_of(value.get("messages"), is_mapping)


def _is_bundled_version(value: Any) -> bool:
    if not is_mapping(value):
        return False
    number = value.get("number")
    places = value.get("places")
    return (
        is_text(value.get("prompt"))
        and isinstance(number, int)
        and not isinstance(number, bool)
        and number > 0
        and is_text(value.get("at"))
        and is_map_of(value.get("includes"), is_text)
        and value.get("format") in ("mustache", "f-string", "jinja2", "none")
        and is_mapping(value.get("frontMatter"))
        and _is_body(value.get("body"))
        and is_mapping(places)
        and is_list_of(places.get("templates"), is_mapping)
        and is_list_of(places.get("messages"), is_mapping)
    )


def _broken_part(data: dict[str, Any]) -> Optional[str]:
    """The part of a bundle that is missing or not of the right form."""
    if not is_map_of(data.get("prompts"), _is_bundled_prompt):
        return "prompts"
    if not is_map_of(data.get("aliases"), is_text):
        return "aliases"
    return None if is_map_of(data.get("versions"), _is_bundled_version) else "versions"
