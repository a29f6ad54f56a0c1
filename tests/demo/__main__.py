"""`python -m tests.demo`: write the demo community again; with `freeze`, count its monthly reports anew first."""

from __future__ import annotations

import sys
from pathlib import Path

from wishlight.records.store import FOLDER, list_files

from .make import make_book, make_files
from .reports import freeze

ROOT = Path(__file__).parents[2]


def write_all(root: Path) -> int:
    """Write every file whose bytes differ and remove records the script no longer tells; how many changed."""
    files = make_files(make_book())
    changed = 0
    for path, text in files.items():
        target = root / path
        if not target.is_file() or target.read_text("utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8", newline="\n")
            changed += 1
    for file in list(list_files(root)):
        if file.path not in files and file.path.startswith(FOLDER):
            Path(file.disk).unlink()
            changed += 1
    return changed


if __name__ == "__main__":
    if sys.argv[1:] == ["freeze"]:
        write_all(ROOT)
        freeze(ROOT)
    print(f"{write_all(ROOT)} files changed")
