"""The same for asyncio: what looks at a disk or at the network runs in a thread."""

from __future__ import annotations

import asyncio
import functools
import os
from collections.abc import Mapping, Sequence
from typing import Any, Callable, Literal, Optional, TypeVar, Union

from ._lists import Info
from ._prompt import Prompt
from ._registry import Registry, open_registry

Outcome = TypeVar("Outcome")


async def _in_thread(work: Callable[..., Outcome], *given: Any, **named: Any) -> Outcome:
    return await asyncio.get_running_loop().run_in_executor(
        None, functools.partial(work, *given, **named)
    )


async def open_registry_async(
    source: Union[str, os.PathLike[str], None] = None,
    *,
    max_age: Optional[float] = None,
    damaged: Literal["refuse", "ignore"] = "refuse",
    author: Optional[str] = None,
    headers: Optional[Mapping[str, str]] = None,
) -> AsyncRegistry:
    """As `open_registry`, for asyncio."""
    options = {"max_age": max_age, "damaged": damaged, "author": author, "headers": headers}
    return AsyncRegistry(await _in_thread(open_registry, source, **options))


class AsyncRegistry:
    """A registry whose methods are to be awaited; a prompt that it gives renders at once."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def __repr__(self) -> str:
        return "<Async%s" % repr(self._registry)[1:]

    async def get(
        self,
        name: str,
        *,
        tag: Optional[str] = None,
        version: Optional[int] = None,
        id: Optional[str] = None,
        fallback: Optional[str] = None,
    ) -> Prompt:
        """As `Registry.get`."""
        return await _in_thread(
            self._registry.get, name, tag=tag, version=version, id=id, fallback=fallback
        )

    async def names(self) -> Sequence[str]:
        """As `Registry.names`."""
        return await _in_thread(self._registry.names)

    async def list(
        self,
        *,
        search: str = "",
        tag: Optional[str] = None,
        label: Optional[str] = None,
        limit: Optional[int] = None,
        after: Optional[str] = None,
    ) -> Sequence[Info]:
        """As `Registry.list`."""
        return await _in_thread(
            self._registry.list, search=search, tag=tag, label=label, limit=limit, after=after
        )

    async def versions(
        self,
        prompt: str,
        *,
        source: bool = False,
        limit: Optional[int] = None,
        after: Optional[str] = None,
    ) -> Sequence[Info]:
        """As `Registry.versions`."""
        return await _in_thread(
            self._registry.versions, prompt, source=source, limit=limit, after=after
        )

    async def tags(
        self,
        prompt: str,
        *,
        version: Optional[int] = None,
        id: Optional[str] = None,
        limit: Optional[int] = None,
        after: Optional[str] = None,
    ) -> Sequence[Info]:
        """As `Registry.tags`."""
        return await _in_thread(
            self._registry.tags, prompt, version=version, id=id, limit=limit, after=after
        )

    async def tag_history(
        self, prompt: str, tag: str, *, limit: Optional[int] = None, after: Optional[str] = None
    ) -> Sequence[Info]:
        """As `Registry.tag_history`."""
        return await _in_thread(self._registry.tag_history, prompt, tag, limit=limit, after=after)

    async def releases(
        self,
        prompt: str,
        *,
        environment: Optional[str] = None,
        limit: Optional[int] = None,
        after: Optional[str] = None,
    ) -> Sequence[Info]:
        """As `Registry.releases`."""
        return await _in_thread(
            self._registry.releases, prompt, environment=environment, limit=limit, after=after
        )

    async def samples(self, prompt: str) -> Sequence[str]:
        """As `Registry.samples`."""
        return await _in_thread(self._registry.samples, prompt)

    async def sample(self, prompt: str, sample: str) -> dict[str, Any]:
        """As `Registry.sample`."""
        return await _in_thread(self._registry.sample, prompt, sample)

    async def commit(
        self,
        prompt: str,
        source: str,
        *,
        message: str = "",
        tag: Optional[str] = None,
        parents: Sequence[str] = (),
    ) -> Info:
        """As `Registry.commit`."""
        return await _in_thread(
            self._registry.commit, prompt, source, message=message, tag=tag, parents=parents
        )

    async def tag(
        self,
        reference: str,
        tag: str,
        *,
        description: Optional[str] = None,
        immutable: bool = False,
    ) -> Info:
        """As `Registry.tag`."""
        return await _in_thread(
            self._registry.tag, reference, tag, description=description, immutable=immutable
        )

    async def untag(self, prompt: str, tag: str) -> Info:
        """As `Registry.untag`."""
        return await _in_thread(self._registry.untag, prompt, tag)

    async def promote(
        self,
        prompt: str,
        environment: str,
        *,
        version: Union[int, str, None] = None,
        changelog: Optional[str] = None,
    ) -> Info:
        """As `Registry.promote`."""
        return await _in_thread(
            self._registry.promote, prompt, environment, version=version, changelog=changelog
        )

    async def rollback(
        self,
        prompt: str,
        environment: str,
        *,
        reason: str,
        to: Union[int, str, None] = None,
    ) -> Info:
        """As `Registry.rollback`."""
        return await _in_thread(
            self._registry.rollback, prompt, environment, reason=reason, to=to
        )

    async def approve(self, reference: str, environment: str, *, note: Optional[str] = None) -> Info:
        """As `Registry.approve`."""
        return await _in_thread(self._registry.approve, reference, environment, note=note)
