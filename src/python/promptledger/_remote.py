"""A bundle at an address: asked for again from time to time, and kept while the address is silent."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Optional

from ._bundle import Bundle, read_bundle
from ._errors import LedgerError
from ._names import Selector
from ._prompt import Prompt

_TIMEOUT = 10.0
_MAX_BYTES = 256 * 1024 * 1024


class RemoteBundle:
    """The bundle that an address gives. Threads may share it."""

    def __init__(self, url: str, max_age: float, headers: Mapping[str, str]) -> None:
        self._url = url
        self._max_age = max_age
        self._headers = dict(headers)
        self._tag: Optional[str] = None
        self._asked_at = float("-inf")
        self._bundle: Optional[Bundle] = None
        self._lock = threading.Lock()
        #: Why the last attempt to ask again failed; None where it did not.
        self.problem: Optional[LedgerError] = None

    def find(self, name: str, selector: Selector) -> Prompt:
        """The version that is wanted. Raises PromptNotFoundError, LedgerError."""
        return self.current().find(name, selector)

    def fallback(self, name: str, selector: Selector, source: str) -> Prompt:
        """A document that stands in for a version. Raises LedgerError: invalid-document."""
        bundle = self._bundle or Bundle({**_EMPTY})
        return bundle.fallback(name, selector, source)

    def current(self) -> Bundle:
        """The bundle, at most `max_age` old where the address answers; else the last good one."""
        with self._lock:
            now = time.monotonic()
            if self._bundle is not None and now - self._asked_at < self._max_age:
                return self._bundle
            self._asked_at = now
            try:
                self._bundle = self._ask() or self._bundle
                self.problem = None
            except LedgerError as error:
                self.problem = error
                if self._bundle is None:
                    raise
            assert self._bundle is not None
            return self._bundle

    def _ask(self) -> Optional[Bundle]:
        """None where nothing changed. Raises LedgerError: io, invalid-argument, registry-newer."""
        request = urllib.request.Request(self._url, headers=self._headers)
        if self._tag is not None and self._bundle is not None:
            request.add_header("If-None-Match", self._tag)
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:
                content: bytes = answer.read(_MAX_BYTES)
                tag: Optional[str] = answer.headers.get("ETag")
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == 304:
                return None
            raise self._failed("it answered %d" % error.code) from error
        except (OSError, ValueError) as error:
            raise self._failed(str(error)) from error
        try:
            found = read_bundle(content.decode("utf-8-sig"), self._url)
        except UnicodeDecodeError as error:
            raise self._failed("it gave no text") from error
        self._tag = tag
        return found

    def _failed(self, reason: str) -> LedgerError:
        message = "%s gives no bundle: %s. Check the address." % (self._url, reason)
        return LedgerError("io", {"path": self._url, "reason": reason}, message)


_EMPTY = {"promptledger": {"bundle": 1}, "prompts": {}, "aliases": {}, "versions": {}}
