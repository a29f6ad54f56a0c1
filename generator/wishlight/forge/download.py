"""A data package from an address, into a folder: only the files that its descriptor names, and only below its own address."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from wishlight.tables.parts import DESCRIPTOR, read_files

LIMIT = 512 * 1024 * 1024
"""The most bytes that one file may have."""

_PATH = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*\.(?:csv|json|parquet)")


class DownloadError(Exception):
    """The package can't be had from there; the text says why."""


def read_address(address: str) -> bytes:
    """The bytes at an http(s) address. Raises DownloadError."""
    if not address.startswith(("https://", "http://")):
        raise DownloadError(address)
    try:
        with urlopen(Request(address), timeout=60) as answer:  # noqa: S310 - only http and https, checked above
            data: bytes = answer.read(LIMIT + 1)
    except (URLError, OSError, ValueError) as error:
        raise DownloadError(f"{address}: {error}") from None
    if len(data) > LIMIT:
        raise DownloadError(f"{address}: > {LIMIT} B")
    return data


def download_package(address: str, folder: Path, read: Callable[[str], bytes] = read_address) -> None:
    """Fetch the package at an address (of its descriptor, its folder, or a site that has it below `data/`). Raises DownloadError."""
    base, descriptor = _find(address, read)
    try:
        paths = [path for resource in json.loads(descriptor)["resources"] for path, _ in read_files(resource)]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise DownloadError(f"{base}{DESCRIPTOR}: JSON?") from None
    (folder / DESCRIPTOR).write_bytes(descriptor)
    for path in paths:
        if not _PATH.fullmatch(path):
            raise DownloadError(path)
        if not path.endswith(".parquet"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(read(base + path))


def _find(address: str, read: Callable[[str], bytes]) -> tuple[str, bytes]:
    if address.endswith(DESCRIPTOR):
        return address.removesuffix(DESCRIPTOR), read(address)
    base = address.rstrip("/") + "/"
    try:
        return base, read(base + DESCRIPTOR)
    except DownloadError:
        return f"{base}data/", read(f"{base}data/{DESCRIPTOR}")
