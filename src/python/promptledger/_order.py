"""The one order of records that decides: each after those that it names."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from ._records import Record


def causes_of(record: Record) -> list[str]:
    """The records that a record names as those that it follows from or replaces."""
    if record["kind"] == "version":
        return record["parents"]
    if record["kind"] == "approval":
        return []
    return record.get("previous", [])


def order_records(records: Iterable[Record]) -> list[Record]:
    """Each after those that it names, and otherwise by `at`, then id. Each id once."""
    unique = {record["id"]: record for record in records}
    by_time = sorted(unique.values(), key=lambda record: (record["at"], record["id"]))
    ranks = {record["id"]: rank for rank, record in enumerate(by_time)}
    named = [
        {ranks[cause] for cause in causes_of(record) if cause in ranks and ranks[cause] != rank}
        for rank, record in enumerate(by_time)
    ]
    # Where no clock ran back, which is nearly always, time says it all.
    if all(cause < rank for rank, causes in enumerate(named) for cause in causes):
        return by_time
    return [by_time[rank] for rank in _place(named)]


def _place(named: list[set[int]]) -> list[int]:
    missing = [len(causes) for causes in named]
    effects: list[list[int]] = [[] for _ in named]
    for rank, causes in enumerate(named):
        for cause in causes:
            effects[cause].append(rank)
    ready = [rank for rank, count in enumerate(missing) if count == 0]
    placed: dict[int, None] = {}
    oldest = 0
    while len(placed) < len(named):
        while oldest in placed:
            oldest += 1
        # Of those that name each other in a circle, which hashes rule out, the oldest begins.
        rank = heapq.heappop(ready) if ready else oldest
        if rank in placed:
            continue
        placed[rank] = None
        for effect in effects[rank]:
            missing[effect] -= 1
            if missing[effect] == 0:
                heapq.heappush(ready, effect)
    return list(placed)
