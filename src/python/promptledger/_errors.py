"""What is refused, and what may have been meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ._shapes import by_code_units


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

    def __init__(self, prompt: str, names: Iterable[str]) -> None:
        self.prompt = prompt
        self.similar = similar_names(prompt, names)
        hint = did_you_mean(self.similar) or "Check the name against the list of prompts."
        data = {"prompt": prompt, "similar": self.similar}
        super().__init__("prompt-not-found", data, 'There is no prompt "%s". %s' % (prompt, hint))

    def __reduce__(self) -> tuple[Any, ...]:
        return PromptNotFoundError, (self.prompt, self.similar)


def similar_names(wanted: str, names: Iterable[str]) -> list[str]:
    """The names that somebody may have meant, best first: a few letters differ, or the folder is missing."""
    allowed = max(1, len(wanted) // 4) + 0.5
    found: list[tuple[float, bytes, str]] = []
    for name in names:
        edits = float(_distance(wanted, name))
        if "/" not in wanted:
            edits = min(edits, _distance(wanted, name[name.rfind("/") + 1 :]) + 0.5)
        if name != wanted and edits <= allowed:
            found.append((edits, by_code_units(name), name))
    return [name for _, _, name in sorted(found)[:3]]


def _distance(left: str, right: str) -> int:
    row = list(range(len(right) + 1))
    for line, letter in enumerate(left, 1):
        above, row = row, [line]
        for column, other in enumerate(right):
            change = above[column] + (letter != other)
            row.append(min(change, above[column + 1] + 1, row[column] + 1))
    return row[-1]


def did_you_mean(names: Sequence[str]) -> str:
    return "Did you mean %s?" % " or ".join('"%s"' % name for name in names) if names else ""
