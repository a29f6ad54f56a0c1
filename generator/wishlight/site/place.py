"""Where something may be written: never over what somebody else put there, and never among the records and settings."""

from __future__ import annotations

import json
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


def may_hold_site(root: Path, out: Path) -> bool:
    """Whether a site of the board at `root` may be put into a folder: one that is new or empty, or holds a site of ours already. Everything else in it goes."""
    if is_among_sources(root, out) or (out.exists() and not out.is_dir()):
        return False
    return not out.exists() or not any(out.iterdir()) or is_complete(out) or _is_ours(out / MARK)


def _is_ours(mark: Path) -> bool:
    try:
        found = json.loads(mark.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and {"as_of", "commit"} <= found.keys()
