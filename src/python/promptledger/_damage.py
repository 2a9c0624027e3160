"""Record files that are there and say nothing, and what may depend on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Optional

from ._errors import LedgerError
from ._records import Problem, Record, named_record
from ._tags import TagState, cannot_freeze, is_move, moved_tag

#: What an answer may depend on: latest, heads, versions, or of a tag "served", "tips", "moves" and its name.
Aspect = str


class Damage(NamedTuple):
    """What may depend on files that say nothing."""

    problems: list[Problem]
    #: One that cannot be read: every answer depends on it.
    unreadable: Optional[Problem]
    #: One that may have said anything.
    anything: Optional[Problem]
    #: For what else is in doubt, the file that it depends on.
    doubts: dict[Aspect, Problem]

    def doubt_of(self, *aspects: Aspect) -> Optional[Problem]:
        """The file on which one of some aspects may depend."""
        if self.unreadable is not None or self.anything is not None:
            return self.unreadable or self.anything
        return next((self.doubts[aspect] for aspect in aspects if aspect in self.doubts), None)

    def refuse(self, prompt: str, *aspects: Aspect) -> None:
        """Raises LedgerError: io, record-corrupt, where one of some aspects may depend on a file."""
        problem = self.doubt_of(*aspects)
        if problem is not None:
            raise damage_error(prompt, problem)

    def refuse_unreadable(self, prompt: str) -> None:
        """Raises LedgerError: io."""
        if self.unreadable is not None:
            raise damage_error(prompt, self.unreadable)


class _Known(NamedTuple):
    """What the sound records say."""

    records: Sequence[Record]
    versions: Mapping[str, Record]
    heads: Sequence[Record]
    tags: Mapping[str, TagState]
    environments: Optional[set[str]]


def damage_of(
    found: Iterable[Problem],
    records: Sequence[Record],
    versions: Mapping[str, Record],
    heads: Sequence[Record],
    tags: Mapping[str, TagState],
    environments: Optional[set[str]],
) -> Damage:
    """A damaged file has its name left, which is the id of the record that it was."""
    problems = [problem for problem in found if not problem.is_void]
    known = _Known(records, versions, heads, tags, environments)
    ids = {record["id"] for record in records}
    doubts: dict[Aspect, Problem] = {}
    anything: Optional[Problem] = None
    for problem in problems:
        named = named_record(problem.path)
        # A sound record of this id is there as well: nothing is missing.
        if named is not None and named[0] in ids:
            continue
        aspects = _doubted(named, known)
        if aspects is None:
            anything = anything or problem
        for aspect in aspects or ():
            doubts.setdefault(aspect, problem)
    unreadable = next((problem for problem in problems if problem.code == "io"), None)
    return Damage(problems, unreadable, anything, doubts)


def damaged_version(
    versions: Mapping[str, Record], damage: Damage, ids: Iterable[Optional[str]]
) -> Optional[Problem]:
    """The damaged file in which one of some versions lies."""
    missing = {id for id in ids if id is not None and id not in versions}
    for problem in damage.problems:
        named = named_record(problem.path)
        if named is not None and named[0] in missing:
            return problem
    return None


def damage_error(prompt: str, problem: Problem) -> LedgerError:
    """Why a question about a prompt has no answer, with the file's path."""
    data = {"prompt": prompt, "path": problem.path, "reason": problem.message}
    if problem.code == "io":
        message = '"%s" has a record that cannot be read: %s. %s Without it every answer could be wrong.'
        return LedgerError("io", data, message % (prompt, problem.path, problem.message))
    if problem.belongs_to is not None:
        message = '"%s" has a record in the wrong folder, and the answer may depend on it: %s. Put it back ("promptledger verify --repair"), or ask for a version by its number or id.'
        return LedgerError("record-corrupt", data, message % (prompt, problem.path))
    message = '"%s" has a damaged record, and the answer may depend on it: %s. %s Restore it ("promptledger verify --repair", or "git checkout -- %s" in the registry\'s folder), or ask for a version by its number or id.'
    told = message % (prompt, problem.path, problem.message, problem.path)
    return LedgerError("record-corrupt", data, told)


def _doubted(named: Optional[tuple[str, str]], known: _Known) -> Optional[list[Aspect]]:
    """What may depend on the record of this id; None where nothing tells what it was."""
    if named is None:
        return None
    children = [each for each in known.versions.values() if named[0] in each["parents"]]
    moves = [each for each in known.records if is_move(each) and named[0] in each["previous"]]
    tags = {moved_tag(move) for move in moves}
    if children and not tags:
        return _version_aspects(named, children, known)
    if children or len(tags) != 1:
        return None
    tag = known.tags.get(tags.pop())
    return None if tag is None else _move_aspects(named, moves, tag, known)


def _version_aspects(
    named: tuple[str, str], children: Sequence[Record], known: _Known
) -> list[Aspect]:
    causes = {id: each["parents"] for id, each in known.versions.items()}
    after, is_ordered = _followers(named, known.heads, children, causes)
    is_latest_sure = is_ordered and bool(known.heads) and known.heads[-1]["id"] in after
    aspects = ["versions"]
    if not is_latest_sure:
        aspects.append("latest")
    if not is_latest_sure or len(after) != len(known.heads):
        aspects.append("heads")
    return aspects


def _move_aspects(
    named: tuple[str, str], children: Sequence[Record], tag: TagState, known: _Known
) -> list[Aspect]:
    causes = {each["id"]: each["previous"] for each in known.records if is_move(each)}
    after, is_ordered = _followers(named, tag.tips, children, causes)
    # An environment's tag always moves; of another one, what was lost may have ended all moves.
    moves = [record for record, _ in tag.moves]
    is_environment = cannot_freeze(tag.tag, moves, known.environments)
    is_served_sure = is_environment and is_ordered and tag.served["id"] in after
    aspects = ["moves %s" % tag.tag]
    if not is_served_sure:
        aspects.append("served %s" % tag.tag)
    if not is_served_sure or len(after) != len(tag.tips):
        aspects.append("tips %s" % tag.tag)
    return aspects


def _followers(
    named: tuple[str, str],
    tips: Sequence[Record],
    children: Sequence[Record],
    causes: Mapping[str, Sequence[str]],
) -> tuple[set[str], bool]:
    """The tips that follow from a record, and whether their order is sure."""
    id, time = named
    ids = [tip["id"] for tip in tips if _leads_to(tip["id"], id, causes)]
    are_younger = all(re.sub("[-:.]", "", child["at"]) > time for child in children)
    return set(ids), len(ids) == 1 or are_younger


def _leads_to(start: str, goal: str, causes: Mapping[str, Sequence[str]]) -> bool:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        id = waiting.pop()
        if id == goal:
            return True
        if id not in seen:
            seen.add(id)
            waiting.extend(causes.get(id, ()))
    return False
