"""Which version of a prompt is meant. Nothing falls back to another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NoReturn, Optional

from ._damage import damage_error
from ._errors import LedgerError, did_you_mean, similar_names
from ._names import Selector
from ._records import Record, named_record
from ._state import PromptState
from ._tags import TagState, freezes_tag


def resolve_version(prompt: str, state: PromptState, selector: Selector) -> Record:
    """Raises LedgerError: version-not-found, tag-not-found, reference-ambiguous, io, record-corrupt."""
    state.damage.refuse_unreadable(prompt)
    if selector.kind == "latest":
        state.damage.refuse(prompt, "latest")
        if state.latest is None:
            _not_found(prompt, "latest", "It has no version yet. Commit one first.")
        return state.latest
    if selector.kind == "tag":
        return _tagged(prompt, state, selector.tag or "")
    if selector.kind == "id":
        _refuse_damaged(prompt, state, selector.prefix)
        return _only(prompt, state, selector.prefix, lambda each: each["id"].startswith(selector.prefix))
    number = selector.number
    return _only(prompt, state, str(number), lambda each: each["number"] == number)


def _refuse_damaged(prompt: str, state: PromptState, prefix: str) -> None:
    """Raises where a damaged file bears this id, or an id that begins so."""
    for problem in state.damage.problems:
        named = named_record(problem.path)
        if named is not None and named[0].startswith(prefix):
            raise damage_error(prompt, problem)


def _only(
    prompt: str, state: PromptState, selector: str, is_meant: Callable[[Record], bool]
) -> Record:
    found = [version for version in state.versions.values() if is_meant(version)]
    if not found:
        state.damage.refuse(prompt, "versions")
        _not_found(prompt, selector, "See its versions for what there is.")
    if len(found) == 1:
        return found[0]
    ids = [version["id"] for version in found]
    message = '"%s@%s" could be %s: two branches made it. Name the version by its id.'
    data = {"prompt": prompt, "selector": selector, "versions": ids}
    raise LedgerError("reference-ambiguous", data, message % (prompt, selector, _short(ids, " or ")))


def _tagged(prompt: str, state: PromptState, tag: str) -> Record:
    state.damage.refuse(prompt, "served %s" % tag)
    known = state.tags.get(tag)
    if known is not None and known.disputed:
        raise _disputed(prompt, known)
    id: Optional[str] = None if known is None else known.version
    if id is None:
        raise _tag_not_found(prompt, state, tag)
    if id not in state.versions:
        _refuse_damaged(prompt, state, id)
        hint = "The tag points at version %s, which is missing here. A merge, a revert or a sparse checkout may have left it out."
        _not_found(prompt, tag, hint % id[:8])
    return state.versions[id]


def _tag_not_found(prompt: str, state: PromptState, tag: str) -> LedgerError:
    names = [other.tag for other in state.tags.values() if other.version is not None]
    similar = similar_names(tag, names)
    hint = " " + did_you_mean(similar) if similar else ""
    has = "It has: %s." % ", ".join(names) if names else "It has no tag yet."
    data = {"prompt": prompt, "tag": tag, "tags": names, "similar": similar}
    message = '"%s" has no tag "%s".%s %s' % (prompt, tag, hint, has)
    return LedgerError("tag-not-found", data, message)


def _disputed(prompt: str, known: TagState) -> LedgerError:
    frozen = [tip["version"] for tip in known.tips if freezes_tag(tip)]
    versions = [id for id in dict.fromkeys(frozen) if id is not None]
    message = '"%s" of "%s" was made immutable twice, at %s, and nothing tells which one is meant. Name the version by its id, and use another name for the tag.'
    data = {"prompt": prompt, "selector": known.tag, "versions": versions}
    told = message % (known.tag, prompt, _short(versions, " and "))
    return LedgerError("reference-ambiguous", data, told)


def _short(ids: Sequence[str], between: str) -> str:
    return between.join(id[:8] for id in ids)


def _not_found(prompt: str, selector: str, hint: str) -> NoReturn:
    message = 'There is no version "%s@%s". %s' % (prompt, selector, hint)
    raise LedgerError("version-not-found", {"prompt": prompt, "selector": selector}, message)
