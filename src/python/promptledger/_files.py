"""Files of a registry: plain ones alone, patiently, and never by way of a link."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Sequence
from typing import Callable, Optional, TypeVar

from ._errors import LedgerError
from ._records import MAX_RECORD_BYTES, TOO_MANY_BYTES, Problem, record_path, void_problem

Result = TypeVar("Result")

#: What passes by itself: too few handles, a disk or a file that is busy, a call that was interrupted.
_PASSING = (errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.EINTR, errno.EBUSY)
_PATIENCE = 1.0
_LONGEST_PAUSE = 0.1
MAX_BYTES = 64 * 1024 * 1024
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


def patiently(work: Callable[[], Result]) -> Result:
    """Does `work` until it fails for good or has failed for a second. Raises what it raises."""
    start, pause = time.monotonic(), 0.001
    while True:
        try:
            return work()
        except OSError as error:
            if error.errno not in _PASSING or time.monotonic() - start > _PATIENCE:
                raise
        time.sleep(pause)
        pause = min(_LONGEST_PAUSE, pause * 2)


def read_plain(path: str, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a plain file. Raises OSError; EFBIG for more than `limit` bytes."""
    if os.name == "nt" and os.path.islink(path):
        raise OSError(errno.ELOOP, "it is a symbolic link", path)
    file = os.open(path, _FLAGS)
    try:
        found = os.fstat(file)
        if stat.S_ISDIR(found.st_mode):
            raise OSError(errno.EISDIR, "it is a folder", path)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.ENOTSUP, "it is no plain file", path)
        if found.st_size > limit:
            raise OSError(errno.EFBIG, "it has %d bytes" % found.st_size, path)
        pieces: list[bytes] = []
        left = found.st_size
        while left > 0:
            piece = os.read(file, min(left, 1 << 20))
            if piece == b"":
                break
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)
    finally:
        os.close(file)


def io_error(path: str, reason: object) -> LedgerError:
    """What could not be read."""
    data = {"path": path, "reason": str(reason)}
    return LedgerError("io", data, "%s. Check the folder and try again." % reason)


def refuse_link(root: str) -> None:
    """Raises LedgerError: invalid-registry, for the folder of a registry that is a link."""
    if os.path.islink(root):
        message = "%s is a link, and the folder of a registry may not be one: it can lead out of the folder that it came with. Name the folder itself, or remove the link."
        raise LedgerError("invalid-registry", {"path": root}, message % root)


def contained(root: str, path: Sequence[str]) -> str:
    """The path of something below `root`. Raises LedgerError: io, where a link stands on the way."""
    refuse_link(root)
    current = root
    for part in path:
        current = os.path.join(current, part)
        if os.path.islink(current):
            raise io_error(current, "%s is a symbolic link, which a registry may not hold" % current)
    return current


def unreadable_file(folder: str, name: str, file: str, error: OSError) -> Problem:
    """Why a record file that is there could not be read: damaged where it is no plain file."""
    if error.errno == errno.EFBIG:
        return void_problem(folder, name, TOO_MANY_BYTES)
    oddity = _oddity_of(file)
    if oddity is not None:
        return Problem(record_path(folder, name), "record-corrupt", oddity)
    return Problem(record_path(folder, name), "io", cannot_read(error))


def cannot_read(error: object) -> str:
    """A sentence with the reason."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else error
    return "It is there and cannot be read: %s. See what it is, and put the file back." % reason


def _oddity_of(file: str) -> Optional[str]:
    try:
        mode = os.lstat(file).st_mode
    except OSError:
        # Reading it has failed already, and that is what is told.
        return None
    if stat.S_ISLNK(mode):
        return "It is a symbolic link, which a registry may not hold."
    if stat.S_ISDIR(mode):
        return "It is a folder with the name of a record."
    return None if stat.S_ISREG(mode) else "It is no plain file but a pipe, a socket or a device."


def read_text(root: str, path: Sequence[str]) -> Optional[str]:
    """The text of a file of a registry; None where there is none or it is no text. Raises LedgerError: io."""
    file = contained(root, path)
    try:
        return patiently(lambda: read_plain(file)).decode("utf-8")
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None
    except OSError as error:
        raise io_error(file, error) from error


def read_record_bytes(file: str) -> bytes:
    """The bytes of a record file. Raises OSError."""
    return patiently(lambda: read_plain(file, MAX_RECORD_BYTES))
