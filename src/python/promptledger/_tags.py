"""Tags: where each points, and how it came there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Optional

from ._records import Record

#: The environments of a new registry.
INITIAL_ENVIRONMENTS = {"development", "staging", "production"}


class TagState(NamedTuple):
    """Where a tag points."""

    tag: str
    #: The record that is served: the one that froze the tag, else the last applied tip.
    served: Record
    #: The id of the version; None once it was removed, and where it is disputed.
    version: Optional[str]
    immutable: bool
    #: Two records froze it at different versions, and neither knew of the other.
    disputed: bool
    #: Moves that nothing but void ones replaced.
    tips: list[Record]
    #: Two people moved it without seeing each other's move.
    diverged: bool
    #: Every move, in order, and whether it led to where a frozen tag stands.
    moves: list[tuple[Record, bool]]


def is_move(record: Record) -> bool:
    """Whether a record says where a tag points."""
    return record["kind"] in ("tag", "release")


def moved_tag(record: Record) -> str:
    """The tag that a move is about."""
    return record["tag"] if record["kind"] == "tag" else record["environment"]


def freezes_tag(record: Record) -> bool:
    """Whether a record says that a tag is never to move again."""
    return record["kind"] == "tag" and record["immutable"]


def derive_tags(
    ordered: Iterable[Record], environments: Optional[set[str]]
) -> dict[str, TagState]:
    """Folds moves, given in order, into the state of each tag."""
    by_tag: dict[str, list[Record]] = {}
    for record in ordered:
        by_tag.setdefault(moved_tag(record), []).append(record)
    return {tag: _derive_tag(tag, moves, environments) for tag, moves in by_tag.items()}


def cannot_freeze(tag: str, moves: Sequence[Record], environments: Optional[set[str]]) -> bool:
    """Whether a tag is that of an environment, which no record can freeze."""
    if environments is not None:
        return tag in environments
    return tag in INITIAL_ENVIRONMENTS and any(move["kind"] == "release" for move in moves)


def _derive_tag(tag: str, ordered: list[Record], environments: Optional[set[str]]) -> TagState:
    frozen, voided = [], set[str]()
    if not cannot_freeze(tag, ordered, environments):
        frozen, voided = _freezes(ordered)
    ids = {record["id"] for record in frozen}
    versions = {record["version"] for record in frozen}
    valid = [record for record in ordered if record["id"] not in voided]
    replaced = {cause for record in valid for cause in record["previous"]}
    # Void moves to where the tag stands say that somebody has seen the others.
    for record in ordered:
        if record["id"] in voided and record["version"] in versions:
            replaced.update(set(record["previous"]) - ids)
    tips = [record for record in ordered if record["id"] not in replaced]
    last = [record for record in valid if record["id"] not in replaced] or valid
    served = frozen[0] if frozen else last[-1]
    return TagState(
        tag=tag,
        served=served,
        version=None if len(versions) > 1 else served["version"],
        immutable=bool(frozen),
        disputed=len(versions) > 1,
        tips=tips,
        diverged=len({tip["version"] for tip in tips}) > 1,
        moves=_applied(ordered, ids),
    )


def _freezes(ordered: Sequence[Record]) -> tuple[list[Record], set[str]]:
    """The records that froze a tag, and those that have one of them among their causes."""
    frozen: list[Record] = []
    ids: set[str] = set()
    voided: set[str] = set()
    for record in ordered:
        if any(cause in ids or cause in voided for cause in record["previous"]):
            voided.add(record["id"])
        elif freezes_tag(record):
            frozen.append(record)
            ids.add(record["id"])
    return frozen, voided


def _applied(ordered: Sequence[Record], frozen: set[str]) -> list[tuple[Record, bool]]:
    applied = set(frozen)
    for record in reversed(ordered):
        if record["id"] in applied:
            applied.update(record["previous"])
    return [(record, not frozen or record["id"] in applied) for record in ordered]
