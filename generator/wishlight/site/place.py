"""Where something may be written: never over what somebody else put there, and never among the records and settings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from wishlight.site.journal import is_complete

SOURCES = ("wishes", "content", "site_config", ".git", ".github")
"""What a board is made from, below its folder."""

MARK = "build.json"
"""The file by which a folder is known for a site of ours: it tells of which day and commit the site is."""


def is_among_sources(root: Path, place: Path) -> bool:
    """Whether a place is a board's folder, holds it, or lies among what the board is made from."""
    root, place = root.resolve(), place.resolve()
    return root.is_relative_to(place) or any(place.is_relative_to(root / name) for name in SOURCES)


def may_take(root: Path, folder: Path, is_ours: Callable[[Path], bool]) -> bool:
    """Whether what is made of the board at `root` may be put into a folder: one that is new or empty, or that is known to hold an older one of the kind."""
    if is_among_sources(root, folder) or (folder.exists() and not folder.is_dir()):
        return False
    return not folder.exists() or not any(folder.iterdir()) or is_complete(folder) or is_ours(folder)


def may_hold_site(root: Path, out: Path) -> bool:
    """The same of a site. Everything else in the folder goes."""
    return may_take(root, out, _is_site)


def _is_site(folder: Path) -> bool:
    try:
        found = json.loads((folder / MARK).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and {"as_of", "commit"} <= found.keys()
