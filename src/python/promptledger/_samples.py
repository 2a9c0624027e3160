"""Samples: named values of a prompt, one JSON file each."""

from __future__ import annotations

import os
from typing import Any

from ._documents import normalize
from ._errors import LedgerError, did_you_mean, similar_names
from ._files import contained, io_error, patiently, read_text
from ._names import prompt_name_problem, require_prompt_name
from ._shapes import is_mapping
from ._strictjson import parse_json

_SUFFIX = ".json"


def sample_names(root: str, prompt: str) -> list[str]:
    """The names of the samples of a prompt, sorted. Raises LedgerError: io."""
    folder = contained(root, ("samples", *prompt.split("/")))
    try:
        entries = patiently(lambda: list(os.scandir(folder)))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise io_error(folder, error) from error
    files = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
    names = [name[: -len(_SUFFIX)] for name in files if name.endswith(_SUFFIX)]
    return sorted(name for name in names if prompt_name_problem(name) is None)


def sample_values(root: str, prompt: str, sample: str) -> dict[str, Any]:
    """The values of a sample. Raises LedgerError: sample-not-found, invalid-input, invalid-name, io."""
    require_prompt_name(sample)
    names = sample_names(root, prompt)
    if sample not in names:
        similar = similar_names(sample, names)
        hint = did_you_mean(similar) or "It has: %s." % (", ".join(names) or "none")
        data = {"prompt": prompt, "sample": sample, "samples": names, "similar": similar}
        message = '"%s" has no sample "%s". %s' % (prompt, sample, hint)
        raise LedgerError("sample-not-found", data, message)
    text = read_text(root, ("samples", *prompt.split("/"), sample + _SUFFIX)) or ""
    try:
        value = parse_json(normalize(text))
    except ValueError:
        value = None
    if is_mapping(value):
        return value
    message = 'The sample "%s" of "%s" is no JSON object. Write it as {"name": "value"}.'
    raise LedgerError("invalid-input", {"prompt": prompt, "sample": sample}, message % (sample, prompt))
