"""What people keep is written in one way: whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import wishlight

PACKAGE = Path(wishlight.__file__).parent
KEPT = ("commands", "starter", "imports", "chat", "intake", "derived.py")
"""Where files are written that people keep; caches, the site's journal and scratch folders have ways of their own."""

IN_PLACE = re.compile(r"\.write_(?:text|bytes)\(|\bopen\([^)\n]*[\"'][wax]|\.rename\(|shutil\.(?:copy|move)")


def test_no_file_that_people_keep_is_written_in_place() -> None:
    files = [path for name in KEPT for path in ([PACKAGE / name] if name.endswith(".py") else sorted((PACKAGE / name).rglob("*.py")))]
    assert len(files) >= 60
    assert [path.relative_to(PACKAGE).as_posix() for path in files if IN_PLACE.search(path.read_text("utf-8"))] == []


def test_a_file_written_in_place_would_be_seen() -> None:
    for line in ('path.write_text(text, "utf-8")', "path.write_bytes(data)", 'open(path, "w")', 'place.open("wb")', "shutil.copy(a, b)"):
        assert IN_PLACE.search(line), line
