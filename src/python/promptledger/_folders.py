"""The records of single folders, read on the spot and remembered."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import NamedTuple, Optional, Union

from ._config import environment_names
from ._errors import LedgerError
from ._files import (
    cannot_read,
    contained,
    io_error,
    patiently,
    read_record_bytes,
    read_text,
    unreadable_file,
)
from ._nametable import OwnRecords, own_records
from ._records import Problem, ReadRecord, Record, is_record_file_name, read_record
from ._shapes import is_mapping
from ._state import PromptState
from ._tags import freezes_tag

#: How many folders are remembered: an application works with some prompts, not with a registry.
_FOLDERS_KEPT = 512
#: A folder changes while it is listed only as long as somebody is writing there.
_MAX_LISTINGS = 50


class FolderOptions(NamedTuple):
    """How folders are read."""

    #: For how many seconds a folder is not listed again; 0 looks every time.
    max_age: float = 1.0
    #: Whether damaged files are passed over as if they were not there.
    ignores_damage: bool = False


class FolderState:
    """One folder of records, as it was when it was looked at. Another object means another state."""

    def __init__(
        self, files: dict[str, ReadRecord], config: Optional[str], options: FolderOptions
    ) -> None:
        self.files = files
        self.config = config
        self.records: list[Record] = [read for read in files.values() if is_mapping(read)]
        self.problems: list[Problem] = [
            read
            for read in files.values()
            if isinstance(read, Problem)
            if not (options.ignores_damage and read.code == "record-corrupt")
        ]
        self.renames = [record for record in self.records if record["kind"] == "rename"]
        self.own: Optional[OwnRecords] = own_records(self.records, self.problems)
        self.environments = None if config is None else environment_names(config)
        self.state = PromptState(self.records, self.problems, self.environments)
        self.looked_at = 0.0


class RecordFolders:
    """A folder is listed again when what is known of it is older than `max_age`.

    A file is read once, for its name fixes its bytes.
    """

    def __init__(self, root: str, options: FolderOptions) -> None:
        self._root = root
        self._options = options
        self._known: dict[str, FolderState] = {}

    def read(self, folder: str, fresh: bool = False) -> FolderState:
        """What the records of a folder say, at most `max_age` ago; now with `fresh`.

        What cannot be read is in the state's damage. Raises LedgerError: registry-not-found,
        invalid-registry.
        """
        known = self._known.pop(folder, None)
        now = time.monotonic()
        if known is not None and not fresh and now - known.looked_at < self._options.max_age:
            self._known[folder] = known
            return known
        looked = self._look_or_tell(folder, known)
        looked.looked_at = now
        self._known[folder] = looked
        if len(self._known) > _FOLDERS_KEPT:
            del self._known[next(iter(self._known))]
        return looked

    def expire(self) -> None:
        """What is known must be looked at again: this process has written."""
        for known in list(self._known.values()):
            known.looked_at = float("-inf")

    def folders(self, path: Sequence[str] = ()) -> list[str]:
        """The first names of all prompts that have records, as far as they can be listed."""
        try:
            entries = self._entries(path)
        except LedgerError as error:
            if error.code != "io":
                raise
            return []
        is_one = any(is_record_file_name(entry.name) for entry in entries)
        found = ["/".join(path)] if is_one else []
        for entry in sorted(entries, key=lambda entry: entry.name):
            if not is_record_file_name(entry.name) and entry.is_dir(follow_symlinks=False):
                found += self.folders((*path, entry.name))
        return found

    def _look_or_tell(self, folder: str, known: Optional[FolderState]) -> FolderState:
        try:
            return self._look(folder, known)
        except LedgerError as error:
            if error.code != "io":
                raise
            problem = Problem("records/" + folder, "io", cannot_read(error.data["reason"]))
            return FolderState({"": problem}, None, self._options)

    def _look(self, folder: str, known: Optional[FolderState]) -> FolderState:
        names = self._names(folder)
        if known is not None and _is_same(names, known.files) and self._is_settled(known):
            return known
        files: dict[str, ReadRecord] = {}
        for _ in range(_MAX_LISTINGS):
            files = self._read_files(folder, names, known)
            # While a folder is listed, a record can be added before the place that the listing has
            # reached, and one that names it behind. The second of two equal listings missed nothing.
            names = self._names(folder)
            if _is_same(names, files):
                break
        return self._state_of(files)

    def _state_of(self, files: dict[str, ReadRecord]) -> FolderState:
        is_freezing = any(is_mapping(read) and freezes_tag(read) for read in files.values())
        return FolderState(files, self._config() if is_freezing else None, self._options)

    def _read_files(
        self, folder: str, names: Sequence[str], known: Optional[FolderState]
    ) -> dict[str, ReadRecord]:
        files: dict[str, ReadRecord] = {}
        path = os.path.join(self._root, "records", *folder.split("/"))
        for name in names:
            before = known.files.get(name) if known is not None else None
            # What could not be read may have been half written: git does not write files in one step.
            if before is None or isinstance(before, Problem):
                before = _read_file(folder, name, os.path.join(path, name))
            if before is not None:
                files[name] = before
        return files

    def _names(self, folder: str) -> list[str]:
        entries = self._entries(folder.split("/"))
        return sorted(entry.name for entry in entries if is_record_file_name(entry.name))

    def _entries(self, path: Sequence[str]) -> list[os.DirEntry[str]]:
        folder = contained(self._root, ("records", *path))
        try:
            return patiently(lambda: _scan(folder))
        except FileNotFoundError:
            return self._nothing()
        except OSError as error:
            raise io_error(folder, error) from error

    def _nothing(self) -> list[os.DirEntry[str]]:
        """A prompt without records, unless it is the registry that is not there."""
        if os.path.lexists(self._root):
            return []
        message = "There is no registry in %s any more. Open it where it is now." % self._root
        raise LedgerError("registry-not-found", {"folder": self._root}, message)

    def _is_settled(self, known: FolderState) -> bool:
        if any(isinstance(read, Problem) for read in known.files.values()):
            return False
        return known.config is None or known.config == self._config()

    def _config(self) -> str:
        """The text of registry.json; empty where it cannot be read, for reading goes on without it."""
        try:
            return read_text(self._root, ("registry.json",)) or ""
        except LedgerError:
            # What is an environment follows from the records then.
            return ""


def _scan(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _is_same(names: Sequence[str], files: dict[str, ReadRecord]) -> bool:
    return len(names) == len(files) and all(name in files for name in names)


def _read_file(folder: str, name: str, file: str) -> Union[ReadRecord, None]:
    """None where the file vanished between listing and reading."""
    try:
        return read_record(folder, name, read_record_bytes(file))
    except FileNotFoundError:
        return None
    except OSError as error:
        return unreadable_file(folder, name, file, error)
