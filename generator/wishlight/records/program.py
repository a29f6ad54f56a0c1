"""The program itself as one short name: what it made once holds only for the program that made it."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib import resources
from importlib.resources.abc import Traversable


@cache
def name_program() -> str:
    """The short name of every file of the program."""
    digest = blake2b(digest_size=16)
    _add(digest, resources.files("wishlight"), "")
    return digest.hexdigest()


def _add(digest: blake2b, folder: Traversable, path: str) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            _add(digest, entry, f"{path}{entry.name}/")
        elif entry.is_file():
            digest.update(f"{path}{entry.name}\0".encode() + entry.read_bytes() + b"\0")
