"""registry.json: the names of the environments, whose tags nobody can freeze."""

from __future__ import annotations

from typing import Any, Optional

from ._names import tag_name_problem
from ._shapes import is_flag, is_list, is_mapping, is_number, is_text
from ._strictjson import parse_json

MAX_ENVIRONMENTS = 1000
_GATES = ("samples",)


def environment_names(text: str) -> Optional[set[str]]:
    """The names of the environments in the text of registry.json; None where it does not say."""
    try:
        root = parse_json(text[1:] if text.startswith("\ufeff") else text)
    except ValueError:
        return None
    found: Any = root.get("environments") if is_mapping(root) and root.get("format") == 1 else None
    if not is_list(found) or len(found) > MAX_ENVIRONMENTS or root["format"] is True:
        return None
    names: list[str] = []
    for item in found:
        if not _is_environment(item) or item["name"] in names:
            return None
        names.append(item["name"])
    for item in found:
        source = item.get("promoteFrom")
        if source is not None and (source == item["name"] or source not in names):
            return None
    return set(names)


def _is_environment(item: Any) -> bool:
    if not is_mapping(item) or not is_text(item.get("name")):
        return False
    approvals = item.get("approvals", 0)
    gates = item.get("gates", [])
    return (
        is_flag(item.get("protected", False))
        and is_number(approvals)
        and approvals >= 0
        and float(approvals).is_integer()
        and (item.get("promoteFrom") is None or is_text(item["promoteFrom"]))
        and is_list(gates)
        and all(is_text(gate) and gate in _GATES for gate in gates)
        and tag_name_problem(item["name"]) is None
    )
