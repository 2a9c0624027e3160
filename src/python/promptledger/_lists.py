"""What a registry lists, in the shapes that programs get everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

from ._damage import damage_error, damaged_version
from ._errors import LedgerError
from ._folders import FolderState
from ._nametable import NameTable, contested_names, own_records
from ._names import prompt_name_problem
from ._reader import FolderReader, document_names
from ._records import Problem, Record, named_record
from ._shapes import by_code_units
from ._state import PromptState, source_text
from ._tags import TagState

#: A version, tag, move, release or prompt as the command line prints it with --json.
Info = dict[str, Any]


class PromptLists:
    """The lists of a registry in a folder."""

    def __init__(self, reader: FolderReader) -> None:
        self._reader = reader

    def versions(self, prompt: str, with_source: bool) -> list[Info]:
        """Newest first. Raises LedgerError: prompt-not-found, io, record-corrupt."""
        name, state = self._existing(prompt)
        state.damage.refuse(name, "versions", "heads", *_sure(*state.tags))
        found = [version_info(name, state, each) for each in reversed(state.versions.values())]
        if with_source:
            for info in found:
                info["source"] = source_text(state.versions[info["id"]])
        return found

    def tags(self, prompt: str) -> list[Info]:
        """Sorted by name. Raises LedgerError: prompt-not-found, io, record-corrupt."""
        name, state = self._existing(prompt)
        state.damage.refuse(name, *_sure(*state.tags))
        return self._sound(name, state, _tag_infos(name, state))

    def moves(self, prompt: str, tag: str) -> list[Info]:
        """Every move of a tag, newest first; none of a tag that never was."""
        name, state = self._existing(prompt)
        state.damage.refuse(name, "moves %s" % tag, *_sure(tag))
        known = state.tags.get(tag)
        found = [] if known is None else _move_infos(name, state, known)
        return self._sound(name, state, found)

    def releases(self, prompt: str, environment: Optional[str]) -> list[Info]:
        """Newest first, of all environments or of one."""
        name, state = self._existing(prompt)
        asked = list(state.tags) if environment is None else [environment]
        state.damage.refuse(name, *("moves %s" % each for each in asked))
        found = [
            _release_info(name, state, record)
            for record in reversed(state.records.values())
            if record["kind"] == "release" and environment in (None, record["environment"])
        ]
        return self._sound(name, state, found)

    def name_of(self, prompt: str) -> str:
        """What a prompt is called now. Raises LedgerError: prompt-not-found, io, record-corrupt."""
        return self._existing(prompt)[0]

    def prompts(self) -> list[Info]:
        """Every prompt, sorted by name; what may depend on a damaged record is left out."""
        folders = self._all_folders()
        names = NameTable(
            {
                folder: own
                for folder, (read, elsewhere) in folders.items()
                if (own := own_records(read.records, [*read.problems, *elsewhere])) is not None
            },
            [rename for read, _ in folders.values() for rename in read.renames],
        )
        contested = contested_names(names)
        found: list[Info] = []
        for folder, (read, elsewhere) in folders.items():
            if _is_prompt_folder(folder, read, elsewhere):
                problems = [*read.problems, *elsewhere]
                state = PromptState(read.records, problems, read.environments)
                info = _prompt_info(names.name_of(folder), state)
                found.append(_with_contested(info, contested.get(folder)))
        taken = {info["prompt"] for info in found}
        for name in document_names(self._reader.root + "/prompts"):
            if name not in taken and prompt_name_problem(name) is None:
                problems = self._reader.folders.read(name).problems
                found.append(_prompt_info(name, PromptState([], problems)))
        return sorted(found, key=lambda info: by_code_units(info["prompt"]))

    def _existing(self, prompt: str) -> tuple[str, PromptState]:
        folder = self._reader.folder_of(prompt)
        name = self._current_name(folder)
        state = self._reader.folders.read(folder).state
        state.damage.refuse_unreadable(name)
        if state.newest_at is None:
            state.damage.refuse(name)
            if not self._reader.has_document(name):
                raise self._reader.not_found(name)
        return name, state

    def _current_name(self, folder: str) -> str:
        """What a prompt is called now may stand in any folder of renames."""
        reads = {each: self._reader.folders.read(each) for each in self._reader.folders.folders()}
        # What is renamed to a name with records of its own is not called so.
        renames = [
            rename
            for each, read in reads.items()
            if each == folder or read.own is None
            for rename in read.renames
        ]
        owners = {each: read.own for each, read in reads.items() if read.own is not None}
        return NameTable(owners, renames).name_of(folder)

    def _all_folders(self) -> dict[str, tuple[FolderState, list[Problem]]]:
        """Each folder, and what belongs to it and lies elsewhere."""
        reads = {each: self._reader.folders.read(each) for each in self._reader.folders.folders()}
        strays = [
            problem
            for read in list(reads.values())
            for problem in read.problems
            if problem.belongs_to is not None
        ]
        for problem in strays:
            owner = problem.belongs_to or ""
            if owner not in reads:
                reads[owner] = self._reader.folders.read(owner)
        return {
            folder: (reads[folder], _elsewhere(folder, reads[folder], strays))
            for folder in sorted(reads)
        }

    def _sound(self, name: str, state: PromptState, infos: list[Info]) -> list[Info]:
        """Raises where one of the versions that are pointed at lies in a damaged record."""
        problem = damaged_version(state.versions, state.damage, [info["version"] for info in infos])
        if problem is not None:
            raise damage_error(name, problem)
        return infos


def page_of(items: Sequence[Info], limit: Optional[int], after: Optional[str]) -> list[Info]:
    """One page of a list. Raises LedgerError: invalid-argument, for an `after` that it does not hold."""
    if limit is not None and (not isinstance(limit, int) or isinstance(limit, bool) or limit < 0):
        message = '"limit" must be a whole number, 0 or more, not %r.' % (limit,)
        raise LedgerError("invalid-argument", {"limit": str(limit)}, message)
    start = 0
    if after is not None:
        ids = [item["id"] for item in items]
        if after not in ids:
            message = 'The list has no item with the id "%s". Ask for what follows the whole id of an item, or from the start.'
            raise LedgerError("invalid-argument", {"after": after}, message % after)
        start = ids.index(after) + 1
    return list(items[start : None if limit is None else start + limit])


def version_info(prompt: str, state: PromptState, record: Record) -> Info:
    """A version of a prompt that is called `prompt` now."""
    tags = [
        tag.tag
        for tag in state.tags.values()
        if tag.version == record["id"] and _is_sure(state, tag)
    ]
    return {
        "id": record["id"],
        "prompt": prompt,
        "number": int(record["number"]),
        "parents": record["parents"],
        "message": record["message"],
        "author": record["author"],
        "at": record["at"],
        "tags": sorted(tags),
        "head": any(head["id"] == record["id"] for head in state.heads),
    }


def _sure(*tags: str) -> list[str]:
    """What must be sure of tags for a list that shows where they point."""
    return [aspect for tag in tags for aspect in ("served %s" % tag, "tips %s" % tag)]


def _is_sure(state: PromptState, tag: TagState) -> bool:
    return state.damage.doubt_of(*_sure(tag.tag)) is None


def _number_of(state: PromptState, version: Optional[str]) -> Optional[int]:
    found = None if version is None else state.versions.get(version)
    return None if found is None else int(found["number"])


def _tag_infos(prompt: str, state: PromptState) -> list[Info]:
    return [
        {
            "id": tag.served["id"],
            "prompt": prompt,
            "tag": tag.tag,
            "version": tag.version,
            "number": _number_of(state, tag.version),
            "description": tag.served["description"] if tag.served["kind"] == "tag" else "",
            "immutable": tag.immutable,
            "diverged": tag.diverged,
            "at": tag.served["at"],
            "author": tag.served["author"],
        }
        for tag in sorted(state.tags.values(), key=lambda tag: tag.tag)
        if (tag.version is not None or tag.diverged) and _is_sure(state, tag)
    ]


def _move_infos(prompt: str, state: PromptState, tag: TagState) -> list[Info]:
    tips = {tip["id"] for tip in tag.tips}
    return [
        {
            "id": record["id"],
            "prompt": prompt,
            "tag": tag.tag,
            "version": record["version"],
            "number": _number_of(state, record["version"]),
            "description": record["description"] if record["kind"] == "tag" else "",
            "immutable": record["kind"] == "tag" and record["immutable"],
            "diverged": tag.diverged and record["id"] in tips,
            "at": record["at"],
            "author": record["author"],
            "kind": record["kind"],
            "applied": is_applied,
        }
        for record, is_applied in reversed(tag.moves)
    ]


def _release_info(prompt: str, state: PromptState, record: Record) -> Info:
    tag = state.tags[record["environment"]]
    is_tip = any(tip["id"] == record["id"] for tip in tag.tips)
    return {
        "id": record["id"],
        "prompt": prompt,
        "tag": record["environment"],
        "version": record["version"],
        "number": _number_of(state, record["version"]),
        "description": "",
        "immutable": False,
        "diverged": is_tip and tag.diverged,
        "at": record["at"],
        "author": record["author"],
        "environment": record["environment"],
        "from": record["from"],
        "changelog": record["changelog"],
        "rollback": record["rollback"],
        "verdict": record["verdict"],
    }


def _prompt_info(prompt: str, state: PromptState) -> Info:
    damage = state.damage
    latest = state.latest if damage.doubt_of("latest") is None else None
    info: Info = {
        "prompt": prompt,
        "description": state.description,
        "labels": sorted(set(state.labels), key=by_code_units),
        "archived": state.archived,
        "versions": len(state.versions) if damage.unreadable is None else 0,
        "latest": None if latest is None else version_info(prompt, state, latest),
        "tags": _tag_infos(prompt, state),
        "diverged": state.diverged,
    }
    problem = damage.unreadable or next(iter(damage.problems), None)
    if problem is not None:
        info["problem"] = problem.told()
    if state.archived_over:
        over = [{"id": each["id"], "number": int(each["number"])} for each in state.archived_over]
        info["archivedOver"] = {"versions": over, "texts": info["diverged"]}
        info["diverged"] = True
    return info


def _with_contested(info: Info, names: Optional[list[Info]]) -> Info:
    if names is not None:
        texts = info["archivedOver"]["texts"] if "archivedOver" in info else info["diverged"]
        info = {**info, "diverged": True, "contested": {"names": names, "texts": texts}}
    return info


def _is_prompt_folder(folder: str, read: FolderState, elsewhere: Sequence[Problem]) -> bool:
    """Whether a folder holds more than renames, or what may be more."""
    if any(record["kind"] != "rename" for record in read.records):
        return True
    is_in_doubt = bool(elsewhere) or any(not problem.is_void for problem in read.problems)
    return is_in_doubt and prompt_name_problem(folder) is None


def _elsewhere(folder: str, read: FolderState, strays: Sequence[Problem]) -> list[Problem]:
    """A copy of a record that a folder has is missing nowhere."""
    here = {record["id"] for record in read.records}
    return [
        problem._replace(is_void=False)
        for problem in strays
        if problem.belongs_to == folder and (named_record(problem.path) or ("",))[0] not in here
    ]
