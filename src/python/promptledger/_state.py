"""The records of one prompt -> its state: versions, heads, tags, facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Optional

from ._damage import Damage, damage_of
from ._order import order_records
from ._records import Problem, Record
from ._tags import TagState, derive_tags, is_move




class PromptState:
    """All that the records of one prompt say, taken together."""

    def __init__(
        self,
        records: Iterable[Record],
        problems: Sequence[Problem] = (),
        environments: Optional[set[str]] = None,
    ) -> None:
        ordered = order_records(records)
        #: Every record by its id, in the one order that decides.
        self.records = {record["id"]: record for record in ordered}
        self.versions = {each["id"]: each for each in ordered if each["kind"] == "version"}
        parents = {parent for each in self.versions.values() for parent in each["parents"]}
        #: Versions that no version names as parent.
        self.heads = [each for each in self.versions.values() if each["id"] not in parents]
        self.latest = self.heads[-1] if self.heads else None
        self.diverged = len({source_text(head) for head in self.heads}) > 1
        self.tags: dict[str, TagState] = derive_tags(filter(is_move, ordered), environments)
        self.description = ""
        self.labels: list[str] = []
        self.archived = False
        for record in ordered:
            if record["kind"] == "prompt":
                self.description = record.get("description", self.description)
                self.labels = record.get("labels", self.labels)
                self.archived = record.get("archived", self.archived)
        self.archived_over = _archived_over(ordered, self.heads)
        #: The newest `at` of any record.
        self.newest_at = max((record["at"] for record in ordered), default=None)
        self.damage: Damage = damage_of(
            problems, ordered, self.versions, self.heads, self.tags, environments
        )


def source_text(version: Record) -> str:
    """The document of a version."""
    return "\n".join(version["source"])


def _archived_over(ordered: Sequence[Record], heads: Sequence[Record]) -> list[Record]:
    """The newest versions that nobody knew of who archived the prompt."""
    archiving: list[tuple[Record, int]] = []
    for place, record in enumerate(ordered):
        if record["kind"] == "prompt" and "archived" in record:
            if record["archived"]:
                archiving.append((record, place))
            else:
                archiving.clear()
    if not archiving:
        return []
    known: set[Any] = set()
    for record, place in archiving:
        known.update(record.get("heads", [each["id"] for each in ordered[:place]]))
    return [head for head in heads if head["id"] not in known]
