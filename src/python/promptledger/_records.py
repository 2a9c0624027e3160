"""A record file -> the record, or what is wrong with it."""

from __future__ import annotations

import hashlib
import math
import re
from typing import Any, NamedTuple, Optional, Union

from ._names import prompt_name_problem, tag_name_problem
from ._shapes import (
    Check,
    is_count,
    is_flag,
    is_id,
    is_list,
    is_list_of,
    is_map_of,
    is_mapping,
    is_number,
    is_text,
)
from ._strictjson import parse_json

MAX_RECORD_BYTES = 8 * 1024 * 1024
MAX_NAMED = 1024
MAX_NUMBER = 1_000_000_000
MAX_LEVELS = 32
MAX_FILE_NAME = 200
TOO_MANY_BYTES = "It has more than 8 MB, the limit of a record."
_NAME_WITHIN = re.compile(r"([0-9]{8}T[0-9]{9}Z)-([0-9a-f]{32})")
_TIME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})\.[0-9]{3}Z")

#: What a record says, with its `id`.
Record = dict[str, Any]


class Problem(NamedTuple):
    """A record file that says nothing here: damaged (`record-corrupt`), or not to be read (`io`)."""

    path: str
    code: str
    message: str
    #: It never said anything, so nothing can depend on it.
    is_void: bool = False
    #: The folder of the prompt whose record it is: a sound one that lies elsewhere.
    belongs_to: Optional[str] = None

    def told(self) -> dict[str, Any]:
        """As programs read it."""
        found: dict[str, Any] = {"path": self.path, "code": self.code, "message": self.message}
        if self.is_void:
            found["isVoid"] = True
        if self.belongs_to is not None:
            found["belongsTo"] = self.belongs_to
        return found


class Unknown(NamedTuple):
    """A record of a kind that a newer writer made."""


ReadRecord = Union[Record, Problem, Unknown]


def is_record_file_name(name: str) -> bool:
    """Whether a file of this name may be a record, also one that somebody renamed."""
    if len(name) > MAX_FILE_NAME or not re.fullmatch("[ -~]+", name):
        return False
    return name.endswith(".json") or _NAME_WITHIN.search(name) is not None


def named_record(path: str) -> Optional[tuple[str, str]]:
    """The id and the time of the record that a path names, whatever the file holds."""
    found = _NAME_WITHIN.search(path[path.rfind("/") + 1 :])
    return (found.group(2), found.group(1)) if found else None


def record_path(folder: str, name: str) -> str:
    """Where a record file lies below the registry's folder."""
    return "records/%s" % name if folder == "" else "records/%s/%s" % (folder, name)


def void_problem(folder: str, name: str, message: str) -> Problem:
    """A file that never said anything."""
    return Problem(record_path(folder, name), "record-corrupt", message, is_void=True)


def read_record(folder: str, name: str, content: bytes) -> ReadRecord:
    """Reads a record file and checks all that can be checked of it."""
    found = re.fullmatch(_NAME_WITHIN.pattern + r"\.json", name)
    if found is None:
        return _damaged(folder, name, "Its name is not that of a record. Give it its name back.")
    id = hashlib.sha256(content).hexdigest()[:32]
    if found.group(2) != id:
        return _damaged(folder, name, "The content was changed after it was written.")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged(folder, name, "The file is not UTF-8 text.")
    try:
        value = parse_json(text)
    except ValueError:
        value = None
    if not is_mapping(value):
        return _damaged(folder, name, "The file holds no JSON object.")
    prompt = value.get("prompt")
    if not is_text(prompt):
        return _damaged(folder, name, '"prompt" is missing.')
    bad_name = prompt_name_problem(prompt)
    if bad_name is not None:
        return _damaged(folder, name, '"prompt" is no prompt name: %s' % bad_name)
    is_timely = re.sub("[-:.]", "", str(value.get("at"))) == found.group(1)
    read = _read_content(folder, name, value, is_timely)
    if prompt == folder:
        return {**read, "id": id} if is_mapping(read) else read
    problem = void_problem(folder, name, 'It says that it belongs to "%s".' % prompt)
    return problem if isinstance(read, Problem) else problem._replace(belongs_to=prompt)


def _damaged(folder: str, name: str, message: str) -> Problem:
    problem = void_problem(folder, name, message)
    # Where no prompt can be, no record of one was lost.
    return problem if prompt_name_problem(folder) is not None else problem._replace(is_void=False)


def _read_content(folder: str, name: str, value: Record, is_timely: bool) -> ReadRecord:
    problem = _limit_problem(value) or _time_problem(value.get("at"))
    if problem is None:
        if is_text(value.get("kind")) and _is_author(value.get("author")):
            if value["kind"] not in _SHAPES:
                return Unknown()
        problem = _shape_problem(value)
    if problem is not None:
        return void_problem(folder, name, problem)
    if not is_timely:
        return _damaged(folder, name, 'The file name and "at" name different times.')
    return value


def _limit_problem(value: Record) -> Optional[str]:
    for field in ("parents", "previous", "heads"):
        named = value.get(field)
        if isinstance(named, list) and len(value[field]) > MAX_NAMED:
            return '"%s" names %d records, and the limit is %d.' % (field, len(value[field]), MAX_NAMED)
    for field, item in value.items():
        if is_number(item) and not abs(item) <= MAX_NUMBER:
            return '"%s" is larger than %d, the limit of numbers.' % (field, MAX_NUMBER)
    if _is_deeper(value, MAX_LEVELS):
        return "It is nested more than %d levels deep." % MAX_LEVELS
    return None


def _is_deeper(value: Any, levels: int) -> bool:
    level: list[Any] = [value]
    for _ in range(levels):
        items: list[Any] = []
        for container in level:
            items.extend(container.values() if is_mapping(container) else container)
        level = [item for item in items if is_mapping(item) or is_list(item)]
        if not level:
            return False
    return True


def _time_problem(at: Any) -> Optional[str]:
    found = _TIME.fullmatch(at) if is_text(at) else None
    if found is None or not _is_moment(*map(int, found.groups())):
        return '"at" is no time of the form 2026-11-20T09:15:30.123Z.'
    if int(found.group(1)) > 9000:
        return '"at" is no time of a record: it is later than the year 9000.'
    return None


def _is_moment(year: int, month: int, day: int, hour: int, minute: int, second: int) -> bool:
    if not 1 <= month <= 12 or hour > 23 or minute > 59 or second > 59:
        return False
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if is_leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= day <= days[month - 1]


def _is_prompt(value: Any) -> bool:
    return is_text(value) and prompt_name_problem(value) is None


def _is_tag(value: Any) -> bool:
    return is_text(value) and tag_name_problem(value) is None


def _is_line(value: Any) -> bool:
    return is_text(value) and "\n" not in value


def _is_author(value: Any) -> bool:
    return is_mapping(value) and is_text(value.get("name")) and is_text(value.get("email"))


def _or_null(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _is_ids(value: Any) -> bool:
    return is_list_of(value, is_id)


def _is_includes(value: Any) -> bool:
    return is_map_of(value, is_id)


#: What each kind of record must hold besides; a question mark is for what may be left out.
_SHAPES: dict[str, dict[str, Check]] = {
    "version": {
        "parents": _is_ids,
        "number": is_count,
        "message": is_text,
        "includes": _is_includes,
        "source": lambda value: is_list_of(value, _is_line),
    },
    "tag": {
        "tag": _is_tag,
        "version": _or_null(is_id),
        "previous": _is_ids,
        "description": is_text,
        "immutable": is_flag,
    },
    "release": {
        "environment": _is_tag,
        "from": _or_null(_is_tag),
        "version": is_id,
        "previous": _is_ids,
        "rollback": is_flag,
        "changelog": is_text,
        "verdict": is_mapping,
    },
    "approval": {"environment": _is_tag, "version": is_id, "note": is_text},
    "prompt": {
        "description?": is_text,
        "labels?": lambda value: is_list_of(value, is_text),
        "archived?": is_flag,
        "previous?": _is_ids,
        "heads?": _is_ids,
    },
    "rename": {"from": _is_prompt, "previous?": _is_ids},
}
_ABSENT = math.nan


def _shape_problem(value: Record) -> Optional[str]:
    if not is_text(value.get("kind")):
        return '"kind" is missing.'
    if not _is_author(value.get("author")):
        return '"author" needs a name and an email.'
    for field, check in _SHAPES[value["kind"]].items():
        name = field.rstrip("?")
        if name not in value and name != field:
            continue
        if not check(value.get(name, _ABSENT)):
            return '"%s" is missing or not of the right form.' % name
    return None
