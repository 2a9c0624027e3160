"""Writing, by the command line: what it refuses is refused here with the same error."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any, Optional

from ._errors import LedgerError, PromptNotFoundError
from ._shapes import is_mapping, is_text

#: Names the command, where it is not `promptledger` of the path: words as a shell takes them.
COMMAND_VARIABLE = "PROMPTLEDGER_CLI"


def run_command(
    root: str, words: Sequence[str], stdin: Optional[str] = None, author: Optional[str] = None
) -> Any:
    """What the command line prints with --json. Raises LedgerError, with the code that it gives."""
    command = [*_command(), *words, "--registry", root, "--json"]
    environment = dict(os.environ)
    if author is not None:
        environment["PROMPTLEDGER_AUTHOR"] = author
    try:
        done = subprocess.run(
            command,
            input=(stdin or "").encode("utf-8"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )
    except OSError as error:
        raise _no_command(str(error)) from error
    printed = _read(done.stdout)
    if done.returncode == 0 and printed is not None:
        return printed
    raise _refusal(printed, done.stderr.decode("utf-8", "replace"), done.returncode)


def _command() -> list[str]:
    written = os.environ.get(COMMAND_VARIABLE, "").strip()
    if written:
        # On Windows, a path has backslashes of its own.
        return [word.strip('"') for word in shlex.split(written, posix=os.name != "nt")]
    found = shutil.which("promptledger")
    if found is None:
        raise _no_command("there is no command promptledger")
    return [found]


def _read(output: bytes) -> Any:
    try:
        return json.loads(output.decode("utf-8"))
    except ValueError:
        return None


def _refusal(printed: Any, told: str, status: int) -> LedgerError:
    error: Any = printed.get("error", printed) if is_mapping(printed) else None
    if is_mapping(error) and is_text(error.get("code")):
        data: dict[str, Any] = error["data"] if is_mapping(error.get("data")) else {}
        if error["code"] == "prompt-not-found" and is_text(data.get("prompt")):
            return PromptNotFoundError(data["prompt"], data.get("similar") or [])
        return LedgerError(error["code"], data, str(error.get("message", told)))
    if status in (126, 127) or "node" in told.lower().split("\n")[0]:
        return _no_command(told.strip() or "it ended with %d" % status)
    message = "The command line ended with %d: %s" % (status, told.strip() or "it said nothing")
    return LedgerError("io", {"status": status}, message)


def _no_command(reason: str) -> LedgerError:
    message = 'Writing goes through the command line, which needs Node.js 20 or later: %s. Install both ("npm install -g promptledger"), or name the command in %s.'
    return LedgerError("io", {"reason": reason}, message % (reason.rstrip("."), COMMAND_VARIABLE))
