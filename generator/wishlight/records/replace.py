"""A file is replaced whole or not at all: written beside, flushed to the disk, then put in place by one call."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import BinaryIO

DRAFT = re.compile(r"\.(?:.+\.)?[0-9]+\.new")
"""The name of a file or folder that waits beside its place. One is left there only where its writer was killed."""


def name_draft(path: Path) -> Path:
    """Where a file waits until it takes its place."""
    return path.with_name(f".{path.name}.{os.getpid()}.new")


def replace_file(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Put these bytes in place of a file, with a mode or keeping the one it has. Raises OSError, and then the old file is untouched."""
    draft = name_draft(path)
    try:
        with draft.open("wb") as file:
            if mode is not None or path.exists():
                draft.chmod(path.stat().st_mode & 0o777 if mode is None else mode)
            _write(file, data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def write_flushed(path: Path, data: bytes) -> None:
    """Write a file where nobody looks for it yet, on the disk when this returns. Raises OSError."""
    with path.open("wb") as file:
        _write(file, data)


def _write(file: BinaryIO, data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())
