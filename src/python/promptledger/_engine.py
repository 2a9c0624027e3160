"""What an engine of a template format is, and what it writes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

#: A document, a template of it, and an offset there.
Where = tuple[Any, str, int]


class Writing(Protocol):
    """What a template asks for while it is written."""

    @property
    def keep(self) -> bool:
        """Whether the tags of missing names are left in place."""
        ...

    @property
    def misses(self) -> int:
        """How many names were looked up in vain so far."""
        ...

    def emit(self, text: str, pieces: list[str]) -> None: ...

    def count(self, steps: int = 1) -> None: ...

    def miss(self, name: str, where: Where) -> None: ...

    def fail(self, source: str, problem: str, where: Where) -> None: ...

    def include(self, reference: str, document: Any) -> Any: ...


class Template(Protocol):
    """A template that has been read."""

    @property
    def includes(self) -> Sequence[tuple[str, int]]:
        """What it includes: each reference as written, and its offset."""
        ...

    def write(
        self, pieces: list[str], rendering: Writing, values: dict[str, Any], document: Any
    ) -> None: ...


class SyntaxProblem(Exception):
    """Why a template cannot be read, and where."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset


class Plain:
    """The format `none`: the text is the prompt."""

    includes: Sequence[tuple[str, int]] = ()

    def __init__(self, text: str) -> None:
        self.text = text

    def write(
        self, pieces: list[str], rendering: Writing, values: dict[str, Any], document: Any
    ) -> None:
        rendering.emit(self.text, pieces)
