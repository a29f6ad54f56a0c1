"""What one run keeps for the next: a value in a file that is written in one step and known to be as it was written, or counted as lost."""

from __future__ import annotations

import os
from hashlib import file_digest, sha256
from io import BufferedReader
from pathlib import Path
from typing import TypeVar

import msgspec

Value = TypeVar("Value")
DIGEST = 16
"""Bytes of a digest: the first ones of SHA-256, for which processors have instructions of their own. A large board's are taken of a gigabyte each build."""


def save_kept(path: Path, value: object) -> None:
    """Keep a value. Raises OSError where the folder can't be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = msgspec.msgpack.encode(value)
    fresh = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        with fresh.open("wb") as file:
            file.write(digest_of(data))
            file.write(data)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def name_kept(path: Path) -> bytes:
    """The short name of the kept value, whether or not it is as it was written; empty where there is none."""
    try:
        with path.open("rb") as file:
            return file.read(DIGEST)
    except OSError:
        return b""


def read_kept(path: Path, kind: type[Value]) -> Value | None:
    """The kept value; None where there is none, or none of this kind, or where a single sign of it is not as it was written."""
    try:
        kept = memoryview(path.read_bytes())
    except OSError:
        return None
    if digest_of(kept[DIGEST:]) != kept[:DIGEST]:
        return None
    try:
        return msgspec.msgpack.decode(kept[DIGEST:], type=kind)
    except msgspec.MsgspecError:
        return None


def digest_of(data: bytes | memoryview) -> bytes:
    """The digest by which bytes are known."""
    return sha256(data).digest()[:DIGEST]


def digest_file(path: Path) -> bytes:
    """The digest by which a file is known to be as it was written. Raises OSError."""
    with path.open("rb") as file:
        return digest_opened(file)


def digest_opened(file: BufferedReader) -> bytes:
    """The same of a file that is open, from where it stands. Raises OSError."""
    return file_digest(file, "sha256").digest()[:DIGEST]
