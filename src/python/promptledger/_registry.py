"""A registry as an application sees it: a folder, a bundle in a file, or a bundle at an address."""

from __future__ import annotations

import os
import re
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Optional, Union

from ._bundle import ABSENT, Bundle, open_bundle
from ._commands import run_command
from ._errors import LedgerError
from ._files import refuse_link
from ._folders import FolderOptions
from ._lists import Info, PromptLists, page_of
from ._names import choose, require_prompt_name
from ._prompt import Prompt
from ._reader import FolderReader
from ._remote import RemoteBundle
from ._samples import sample_names, sample_values

_FOLDER = ".promptledger"
#: What a bundle at an address is asked for again after, in seconds, unless somebody says otherwise.
_REMOTE_AGE = 60.0


def open_registry(
    source: Union[str, os.PathLike[str], None] = None,
    *,
    max_age: Optional[float] = None,
    damaged: Literal["refuse", "ignore"] = "refuse",
    author: Optional[str] = None,
    headers: Optional[Mapping[str, str]] = None,
) -> Registry:
    """Opens the registry in a folder, a bundle in a file, or one at an http(s) address.

    Without a source, the nearest `.promptledger` from the current folder upward. Reads no prompt yet.
    `max_age`: for how many seconds an answer may be given from memory: 1 for a folder, where 0 looks at
    the disk every time, and 60 for an address. `damaged="ignore"`: answers as if a damaged record were
    not there. `author`: who writes, as `Ada <ada@example.com>`. `headers`: for the address. Raises
    LedgerError: registry-not-found, invalid-registry, invalid-argument, io.
    """
    if damaged not in ("refuse", "ignore"):
        message = "\"damaged\" is 'refuse' or 'ignore', not %r." % (damaged,)
        raise LedgerError("invalid-argument", {"damaged": damaged}, message)
    text = None if source is None else os.fspath(source)
    if text is not None and re.match("https?://", text, re.IGNORECASE):
        age = _REMOTE_AGE if max_age is None else max_age
        return Registry(RemoteBundle(text, age, headers or {}))
    if text is not None and text.lower().startswith("file:"):
        text = urllib.request.url2pathname(urllib.parse.urlparse(text).path)
    root = _nearest(os.getcwd()) if text is None else os.path.abspath(text)
    if root is None or not os.path.exists(root):
        raise _no_registry(root or os.getcwd(), text)
    if os.path.isfile(root):
        return Registry(open_bundle(root))
    refuse_link(root)
    if not any(os.path.exists(os.path.join(root, name)) for name in ("registry.json", "records", "prompts")):
        raise _no_registry(root, root)
    options = FolderOptions(1.0 if max_age is None else max_age, damaged == "ignore")
    return Registry(FolderReader(root, options), author)


class Registry:
    """Prompts, their versions, tags and releases. Threads may share it.

    Every error is a LedgerError. Lists hold what the command line prints with --json, newest first;
    they, samples and writing are for a folder alone. Writing goes through the command line, which needs
    Node.js.
    """

    def __init__(
        self, reader: Union[FolderReader, Bundle, RemoteBundle], author: Optional[str] = None
    ) -> None:
        self._reader = reader
        self._author = author

    def __repr__(self) -> str:
        if isinstance(self._reader, FolderReader):
            return "<Registry %s>" % self._reader.root
        return "<Registry of a bundle>"

    def get(
        self,
        name: str,
        *,
        tag: Optional[str] = None,
        version: Optional[int] = None,
        id: Optional[str] = None,
        fallback: Optional[str] = None,
    ) -> Prompt:
        """A version of a prompt: by tag, by number, by id, else the latest.

        `fallback` is a document (a text alone is one) that answers where the prompt, the tag or the
        version is missing, or a damaged record may decide which version it is. Raises
        PromptNotFoundError; LedgerError: tag-not-found, version-not-found, reference-ambiguous,
        invalid-name, invalid-document, record-corrupt, io.
        """
        _require_text("name", name)
        if fallback is not None:
            _require_text("fallback", fallback)
        selector = choose(tag, version, id)
        try:
            return self._reader.find(name, selector)
        except LedgerError as error:
            if fallback is None or error.code not in ABSENT:
                raise
            return self._reader.fallback(name, selector, fallback)

    def names(self) -> Sequence[str]:
        """The names of the prompts, sorted."""
        if isinstance(self._reader, Bundle):
            return self._reader.names()
        if isinstance(self._reader, RemoteBundle):
            return self._reader.current().names()
        return [info["prompt"] for info in self.list()]

    def list(
        self,
        *,
        search: str = "",
        tag: Optional[str] = None,
        label: Optional[str] = None,
        limit: Optional[int] = None,
        after: Optional[str] = None,
    ) -> Sequence[Info]:
        """The prompts, sorted by name: those after a name, with a text, with a tag, with a label.

        Reads the whole registry. How a working document stands (`state`) only the command line tells.
        """
        page_of([], limit, None)
        reader = self._folder()
        with reader.lock:
            infos = PromptLists(reader.whole).prompts()
        found = [
            info
            for info in infos
            if search.lower() in ("%s\n%s" % (info["prompt"], info["description"])).lower()
            and (tag is None or any(each["tag"] == tag for each in info["tags"]))
            and (label is None or label in info["labels"])
            and (after is None or info["prompt"] > after)
        ]
        return found[:limit]

    def versions(
        self,
        prompt: str,
        *,
        source: bool = False,
        limit: Optional[int] = None,
        after: Optional[str] = None,
    ) -> Sequence[Info]:
        """The versions of a prompt, newest first; with the document of each."""
        with self._folder().lock:
            return page_of(self._lists(prompt).versions(prompt, source), limit, after)

    def tags(
        self,
        prompt: str,
        *,
        version: Optional[int] = None,
        id: Optional[str] = None,
        limit: Optional[int] = None,
        after: Optional[str] = None,
    ) -> Sequence[Info]:
        """The tags of a prompt, sorted by name; of one of its versions, by number or id."""
        wanted = None
        if version is not None or id is not None:
            wanted = self.get(prompt, version=version, id=id).id
        with self._folder().lock:
            found = self._lists(prompt).tags(prompt)
        if wanted is not None:
            found = [info for info in found if info["version"] == wanted]
        return page_of(found, limit, after)

    def tag_history(
        self, prompt: str, tag: str, *, limit: Optional[int] = None, after: Optional[str] = None
    ) -> Sequence[Info]:
        """Every move of a tag, newest first; none of a tag that never was."""
        with self._folder().lock:
            return page_of(self._lists(prompt).moves(prompt, tag), limit, after)

    def releases(
        self,
        prompt: str,
        *,
        environment: Optional[str] = None,
        limit: Optional[int] = None,
        after: Optional[str] = None,
    ) -> Sequence[Info]:
        """The releases of a prompt, in all environments or in one, newest first."""
        with self._folder().lock:
            return page_of(self._lists(prompt).releases(prompt, environment), limit, after)

    def samples(self, prompt: str) -> Sequence[str]:
        """The names of the samples of a prompt, sorted. Raises LedgerError: prompt-not-found, io."""
        with self._folder().lock:
            return sample_names(self._folder().root, self._lists(prompt).name_of(prompt))

    def sample(self, prompt: str, sample: str) -> dict[str, Any]:
        """The values of a sample. Raises LedgerError: sample-not-found, invalid-input."""
        with self._folder().lock:
            return sample_values(self._folder().root, self._lists(prompt).name_of(prompt), sample)

    def commit(
        self,
        prompt: str,
        source: str,
        *,
        message: str = "",
        tag: Optional[str] = None,
        parents: Sequence[str] = (),
    ) -> Info:
        """Commits a document as a new version, and makes the prompt where there is none."""
        words = ["commit", prompt, "--file", "-", *_option("--message", message or None)]
        for parent in parents:
            words += ["--parent", parent]
        return self._write([*words, *_option("--tag", tag)], source)

    def tag(
        self,
        reference: str,
        tag: str,
        *,
        description: Optional[str] = None,
        immutable: bool = False,
    ) -> Info:
        """Sets or moves a tag: `registry.tag("support/greeting@3", "candidate")`."""
        words = ["tag", reference, tag, *_option("--description", description)]
        return self._write([*words, "--immutable"] if immutable else words)

    def untag(self, prompt: str, tag: str) -> Info:
        """Removes a tag; its history stays."""
        return self._write(["untag", prompt, tag])

    def promote(
        self,
        prompt: str,
        environment: str,
        *,
        version: Union[int, str, None] = None,
        changelog: Optional[str] = None,
    ) -> Info:
        """Releases in an environment what the one before serves, or the version that is named."""
        chosen = _option("--version", None if version is None else str(version))
        return self._write(
            ["promote", prompt, environment, *chosen, *_option("--message", changelog)]
        )

    def rollback(
        self,
        prompt: str,
        environment: str,
        *,
        reason: str,
        to: Union[int, str, None] = None,
    ) -> Info:
        """Releases what an environment served before."""
        chosen = _option("--to", None if to is None else str(to))
        return self._write(["rollback", prompt, environment, "--message", reason, *chosen])

    def approve(self, reference: str, environment: str, *, note: Optional[str] = None) -> Info:
        """Agrees to a version in an environment."""
        return self._write(["approve", reference, environment, *_option("--message", note)])

    def _write(self, words: Sequence[str], stdin: Optional[str] = None) -> Info:
        reader = self._folder()
        try:
            return run_command(reader.root, words, stdin, self._author)
        finally:
            reader.folders.expire()
            reader.whole.folders.expire()

    def _lists(self, prompt: str) -> PromptLists:
        _require_text("prompt", prompt)
        require_prompt_name(prompt)
        return PromptLists(self._folder().whole)

    def _folder(self) -> FolderReader:
        if isinstance(self._reader, FolderReader):
            return self._reader
        message = "A bundle holds prompts to be rendered and nothing else. Open the folder of the registry."
        raise LedgerError("invalid-argument", {}, message)


def _option(name: str, value: Optional[str]) -> Sequence[str]:
    # In one word, so that a value may begin with a dash.
    return [] if value is None else ["%s=%s" % (name, value)]


def _require_text(name: str, value: Any) -> None:
    if not isinstance(value, str):
        message = '"%s" must be a text, not %r.' % (name, value)
        raise LedgerError("invalid-argument", {"given": repr(value)}, message)


def _nearest(folder: str) -> Optional[str]:
    while True:
        root = os.path.join(folder, _FOLDER)
        refuse_link(root)
        if os.path.isdir(root):
            return root
        if os.path.dirname(folder) == folder:
            return None
        folder = os.path.dirname(folder)


def _no_registry(folder: str, path: Optional[str]) -> LedgerError:
    message = "There is no registry in %s." % folder
    if path is None:
        message = "There is no %s folder in %s or above it." % (_FOLDER, folder)
    inside = os.path.join(folder, _FOLDER)
    hint = 'Name the folder of one, or make one with "promptledger init".'
    if os.path.isdir(inside):
        hint = "There is one in %s: name that." % inside
    return LedgerError("registry-not-found", {"folder": folder}, "%s %s" % (message, hint))
