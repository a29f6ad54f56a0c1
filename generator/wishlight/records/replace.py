"""A file is replaced whole or not at all: written beside, flushed to the disk, then put in place by one call."""

from __future__ import annotations

import os
from pathlib import Path


def replace_file(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Put these bytes in place of a file, with a mode or keeping the one it has. Raises OSError, and then the old file is untouched."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with draft.open("wb") as file:
            if mode is not None or path.exists():
                draft.chmod(path.stat().st_mode & 0o777 if mode is None else mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
