"""Finds versions in the folder of a registry: of each prompt, its own records and no others."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from typing import Any, NamedTuple, Optional, TypeVar

from ._documents import parse_document
from ._errors import LedgerError, PromptNotFoundError
from ._folders import FolderOptions, FolderState, RecordFolders
from ._names import Selector, parse_reference, require_prompt_name, require_tag_name
from ._nametable import NameTable, OwnRecords
from ._prompt import Prompt
from ._records import Record
from ._rendering import any_reference
from ._resolve import resolve_version
from ._state import source_text

Kept = TypeVar("Kept")

_VERSIONS_KEPT = 1000
#: For how many seconds a folder that lacks what it should hold, or holds what is half written, is looked
#: at again: git takes files away and brings others when it checks out, and does not do so in one step.
_GAP_PATIENCE = 0.25
_PAUSE = 0.005
#: Who waited in vain does not wait again for so many seconds.
_GAP_PATIENCE_AGAIN = 10.0
_MISSING = ("prompt-not-found", "tag-not-found", "version-not-found")
_IN_DOUBT = ("record-corrupt", "io")


class _Answer(NamedTuple):
    folder: FolderState
    prompt: Prompt


class FolderReader:
    """One registry in a folder. Threads may share it."""

    def __init__(self, root: str, options: FolderOptions) -> None:
        self.root = root
        self.folders = RecordFolders(root, options)
        self._answers: dict[str, _Answer] = {}
        self._versions: dict[str, Record] = {}
        self._prepared: dict[str, dict[str, Any]] = {}
        self._in_vain: dict[str, float] = {}
        self.lock = threading.RLock()
        #: Reads for lists, which nobody may take for whole where a record is damaged.
        self.whole = self
        if options.ignores_damage:
            self.whole = FolderReader(root, options._replace(ignores_damage=False))

    def find(self, name: str, selector: Selector) -> Prompt:
        """The version that is wanted. Raises PromptNotFoundError, LedgerError."""
        with self.lock:
            require_prompt_name(name)
            if selector.tag is not None:
                require_tag_name(selector.tag)
            folder = self.read(name)
            key = "%s@%s" % (name, selector.key())
            known = self._answers.get(key)
            if known is not None and known.folder is folder:
                return known.prompt
            try:
                version = self._resolve(name, folder, selector, known is not None)
            except LedgerError as error:
                # A damaged record cannot take away what was found before.
                if known is not None and error.code == "record-corrupt":
                    return known.prompt
                raise
            prompt = Prompt(self, name, version["id"], selector.tag, self._prepare(version))
            _remember(self._answers, key, _Answer(folder, prompt))
            return prompt

    def fallback(self, name: str, selector: Selector, source: str) -> Prompt:
        """A document that stands in for a version. Raises LedgerError: invalid-document."""
        document = parse_document(source, "the fallback of " + name)
        about = {"prompt": name, "number": 0, "at": "", "includes": {}, "isLive": True}
        return Prompt(self, name, None, selector.tag, {**document, **about})

    def read(self, name: str, fresh: bool = False) -> FolderState:
        """The folder that a name, current or former, leads to."""
        own = self.folders.read(name, fresh)
        if own.own is not None or not own.renames:
            return own
        first = NameTable(self._claimants(own.renames), own.renames).folder_of(name)
        return own if first == name else self.folders.read(first, fresh)

    def folder_of(self, name: str) -> str:
        """The first name of the prompt that a name leads to."""
        own = self.folders.read(name)
        if own.own is not None or not own.renames:
            return name
        return NameTable(self._claimants(own.renames), own.renames).folder_of(name)

    def has_document(self, name: str) -> bool:
        """Whether there is a working document of this name."""
        return os.path.exists(os.path.join(self.root, "prompts", *("%s.prompt" % name).split("/")))

    def not_found(self, name: str) -> PromptNotFoundError:
        """The error for a name that no prompt has."""
        documents = document_names(os.path.join(self.root, "prompts"))
        return PromptNotFoundError(name, dict.fromkeys(self.folders.folders() + documents))

    # What a rendering asks for.

    def included(self, version: dict[str, Any], reference: str) -> dict[str, Any]:
        """The version that a reference means: the one recorded, or for a fallback, what it is now."""
        with self.lock:
            if version.get("isLive"):
                prompt, selector = parse_reference(reference)
                found = self._resolve(prompt, self.read(prompt), selector, False)
                return self._prepare(found)
            id = version["includes"].get(reference)
            if id is None:
                message = 'The version did not record what "%s" meant. Commit the prompt again.'
                raise LedgerError("version-not-found", {"reference": reference}, message % reference)
            known = self._versions.get(id)
            if known is None:
                prompt, _ = parse_reference(reference)
                selector = Selector("id", prefix=id)
                known = self._resolve(prompt, self.read(prompt), selector, True)
                _remember(self._versions, id, known)
            return self._prepare(known)

    def reference_problem(self, reference: str) -> Optional[str]:
        """Why a reference names no prompt."""
        return any_reference(reference)

    def _claimants(self, renames: Sequence[Record]) -> dict[str, OwnRecords]:
        """The prompts that claim a name, where there are several: when they began matters only then."""
        folders = list(dict.fromkeys(rename["from"] for rename in renames))
        if len(folders) < 2:
            return {}
        found = {folder: self.folders.read(folder).own for folder in folders}
        return {folder: own for folder, own in found.items() if own is not None}

    def _resolve(
        self, name: str, folder: FolderState, selector: Selector, is_expected: bool
    ) -> Record:
        """`is_expected`: it was there before, or something that is there names it."""
        try:
            return self._resolve_in(name, folder, selector)
        except LedgerError as error:
            if error.code in _IN_DOUBT:
                return self._resolve_again(name, selector, True)
            is_gone = is_expected and not _is_removed(folder, selector)
            is_gap = is_gone or _is_dangling(folder, selector)
            if error.code not in _MISSING or (not is_gap and error.code != "version-not-found"):
                raise
        return self._resolve_again(name, selector, is_gap)

    def _resolve_again(self, name: str, selector: Selector, is_gap: bool) -> Record:
        """Looks once more, or, where there is a gap, until it has closed."""
        key = "%s@%s" % (name, selector.key())
        start = time.monotonic()
        is_patient = is_gap and start - self._in_vain.get(key, float("-inf")) > _GAP_PATIENCE_AGAIN
        while True:
            try:
                return self._resolve_in(name, self.read(name, fresh=True), selector)
            except LedgerError as error:
                is_over = not is_patient or time.monotonic() - start > _GAP_PATIENCE
                if error.code not in _MISSING + _IN_DOUBT or is_over:
                    if error.code not in _IN_DOUBT:
                        self._answers.pop(key, None)
                    if is_patient:
                        _remember(self._in_vain, key, start)
                    raise
            time.sleep(_PAUSE)

    def _resolve_in(self, name: str, folder: FolderState, selector: Selector) -> Record:
        state = folder.state
        if state.newest_at is None:
            state.damage.refuse(name)
            if not self.has_document(name):
                raise self.not_found(name)
        return resolve_version(name, state, selector)

    def _prepare(self, version: Record) -> dict[str, Any]:
        """Reads the document of a version once: it never changes."""
        known = self._prepared.get(version["id"])
        if known is None:
            document = parse_document(source_text(version), version["prompt"])
            about = {key: version[key] for key in ("prompt", "number", "at", "includes")}
            about["number"] = int(version["number"])
            known = {**document, **about}
            _remember(self._prepared, version["id"], known)
        return known


def document_names(root: str, path: Sequence[str] = ()) -> list[str]:
    """The names of working documents, as far as they can be listed."""
    try:
        with os.scandir(os.path.join(root, *path)) as scanned:
            entries = sorted(scanned, key=lambda entry: entry.name)
    except OSError:
        # There is nothing to suggest from.
        return []
    found: list[str] = []
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            found += document_names(root, (*path, entry.name))
        elif entry.is_file(follow_symlinks=False) and entry.name.endswith(".prompt"):
            found.append("/".join((*path, entry.name[: -len(".prompt")])))
    return found


def _is_dangling(folder: FolderState, selector: Selector) -> bool:
    """Whether a tag points at a version that is not there."""
    tag = folder.state.tags.get(selector.tag) if selector.tag is not None else None
    return tag is not None and tag.version is not None and tag.version not in folder.state.versions


def _is_removed(folder: FolderState, selector: Selector) -> bool:
    """Whether somebody took a tag away."""
    tag = folder.state.tags.get(selector.tag) if selector.tag is not None else None
    return tag is not None and tag.version is None


def _remember(memory: dict[str, Kept], key: str, value: Kept) -> None:
    """Adds to a memory that forgets the oldest."""
    memory.pop(key, None)
    memory[key] = value
    if len(memory) > _VERSIONS_KEPT:
        del memory[next(iter(memory))]
