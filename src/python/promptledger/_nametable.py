"""Which prompt a name means: renames lead to the folder of a prompt's first name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Optional

from ._order import order_records
from ._records import Problem, Record


class OwnRecords(NamedTuple):
    """The records that lie in a folder and are more than renames."""

    #: `at` of the oldest one; empty where one may be of any time.
    since: str
    ids: frozenset[str]


def own_records(records: Iterable[Record], problems: Iterable[Problem]) -> Optional[OwnRecords]:
    """What the records of a folder say of its own prompt; None where there are only renames."""
    own = [record for record in records if record["kind"] != "rename"]
    times = [record["at"] for record in own]
    if any(not problem.is_void for problem in problems):
        times.append("")
    return OwnRecords(min(times), frozenset(record["id"] for record in own)) if times else None


class NameTable:
    """A prompt's records stay in the folder of its first name, so that identifies it."""

    def __init__(self, owners: Mapping[str, OwnRecords], renames: Sequence[Record]) -> None:
        ordered = order_records(renames)
        self._owners = owners
        self._by_name = _group(ordered, "prompt")
        self._folders = {
            name: _owner_of(name, owners, order_records(claims))
            for name, claims in self._by_name.items()
        }
        self._by_folder = _group(ordered, "from")
        self._owned = {
            folder: order_records(
                each for each in own if self._folders.get(each["prompt"]) == folder
            )
            for folder, own in self._by_folder.items()
        }

    def folder_of(self, name: str) -> str:
        """The folder that a name, current or former, leads to; the name itself where nobody has it."""
        return self._folders.get(name, name)

    def name_of(self, folder: str) -> str:
        """What the prompt of this folder is called now."""
        owned = self._owned.get(folder)
        return owned[-1]["prompt"] if owned else folder

    def contests(self) -> list[tuple[str, str, str]]:
        """Name, owner and claimant of each divergence of names that nobody has ended yet."""
        return [
            (name, self._folders.get(name, name), claimant)
            for name, claims in self._by_name.items()
            for claimant in self._claimants(name, _group(claims, "from"))
        ]

    def _claimants(self, name: str, claims: Mapping[str, Sequence[Record]]) -> list[str]:
        owner = self._folders.get(name, name)

        def ids_of(folder: str) -> set[str]:
            own = self._owners.get(folder) if folder == name else None
            return {each["id"] for each in claims.get(folder, ())} | set(own.ids if own else ())

        def settled(folder: str, other: str) -> bool:
            after: list[Record] = []
            for rename in self._by_folder.get(folder, ()):
                after = [] if rename["prompt"] == name else [*after, rename]
            known = ids_of(other)
            return any(known.intersection(rename.get("previous", ())) for rename in after)

        return [
            folder
            for folder in claims
            if folder != owner and folder in self._owners
            if not settled(folder, owner) and not settled(owner, folder)
        ]


def contested_names(table: NameTable) -> dict[str, list[dict[str, Any]]]:
    """For each folder of a prompt that takes part, its divergences of names."""
    by_name: dict[str, list[tuple[str, str]]] = {}
    for name, owner, claimant in table.contests():
        by_name.setdefault(name, []).append((owner, claimant))
    found: dict[str, list[dict[str, Any]]] = {}
    for name in sorted(by_name):
        owner = by_name[name][0][0]
        claimants = [claimant for _, claimant in by_name[name]]
        claimed = sorted(map(table.name_of, claimants))
        contested = {"name": name, "owner": table.name_of(owner), "claimedBy": claimed}
        for folder in (owner, *claimants):
            found.setdefault(folder, []).append(contested)
    return found


def _owner_of(name: str, owners: Mapping[str, OwnRecords], claims: Sequence[Record]) -> str:
    if name in owners:
        return name

    owned = [claim for claim in claims if claim["from"] in owners]
    # One that is dated before its prompt began was dated back, and comes last.
    later = (claim for claim in owned if claim["at"] > owners[claim["from"]].since)
    first = next(later, None) or next(iter(owned), None) or next(iter(claims), None)
    return name if first is None else first["from"]


def _group(renames: Iterable[Record], field: str) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = {}
    for rename in renames:
        groups.setdefault(rename[field], []).append(rename)
    return dict(sorted(groups.items()))
