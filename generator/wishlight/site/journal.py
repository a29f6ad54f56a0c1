"""New files wait beside the site until all of them are there; then each takes its place in one step.

The journal is a folder next to the site (so on the same disk): `new/` holds the files under their final paths,
`ready.json` lists what is to go. Without `ready.json` a stopped build changed nothing and its journal is thrown away;
with it, the next start finishes the work. Either way no file of the site is ever half written.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def journal_of(out: Path) -> Path:
    """The journal's folder of a site's folder."""
    return out.with_name(f".{out.name}.journal")


def open_journal(out: Path) -> Path:
    """Finish or throw away what an earlier build left, and give the folder for new files."""
    finish(out)
    new = journal_of(out) / "new"
    new.mkdir(parents=True)
    return new


def finish(out: Path) -> None:
    """Carry out a complete journal, throw away an incomplete or damaged one; nothing where there is none."""
    journal = journal_of(out)
    removed = _read_removed(journal)
    if removed is not None:
        _apply(out, journal, removed)
    if journal.exists():
        shutil.rmtree(journal)


def is_complete(out: Path) -> bool:
    """Whether a build that was cut off left all that it had to put into the folder."""
    return _read_removed(journal_of(out)) is not None


def discard(out: Path) -> None:
    """Throw away what was not declared complete, so that a full disk has room again."""
    if not is_complete(out):
        shutil.rmtree(journal_of(out), ignore_errors=True)


def commit(out: Path, removed: Iterable[str]) -> None:
    """Declare the journal complete and carry it out: from here on the new site wins, whatever happens."""
    journal = journal_of(out)
    ready = journal / "ready.tmp"
    with ready.open("w", encoding="utf-8") as file:
        json.dump({"remove": sorted(removed)}, file)
        file.flush()
        os.fsync(file.fileno())
    ready.replace(journal / "ready.json")
    finish(out)


def _read_removed(journal: Path) -> list[str] | None:
    """The files that are to go, below the site's folder; None where the journal was never declared complete, or is damaged."""
    try:
        removed = json.loads((journal / "ready.json").read_text("utf-8"))["remove"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return removed if isinstance(removed, list) and all(isinstance(path, str) and _is_below(path) for path in removed) else None


def _is_below(path: str) -> bool:
    return not path.startswith("/") and ".." not in path.split("/")


def _apply(out: Path, journal: Path, removed: Iterable[str]) -> None:
    new = journal / "new"
    if new.exists() and not out.exists():
        new.replace(out)
    elif new.exists():
        _move_all(new, out)
    for path in removed:
        _remove(out, path)


def _move_all(new: Path, out: Path) -> None:
    for folder, _, names in os.walk(new):
        target = out / Path(folder).relative_to(new)
        if names:
            _make_folder(target, out)
        for name in names:
            if (target / name).is_dir():
                shutil.rmtree(target / name)
            os.replace(os.path.join(folder, name), target / name)  # noqa: PTH105, PTH118 - one call a file, many files


def _make_folder(target: Path, out: Path) -> None:
    """A file of the old site may stand where the new one has a folder."""
    for parent in [target, *target.parents]:
        if parent == out or parent.is_dir():
            break
        if parent.exists():
            parent.unlink()
    target.mkdir(parents=True, exist_ok=True)


def _remove(out: Path, path: str) -> None:
    target = out / path
    if target.is_file() or target.is_symlink():
        target.unlink()
    folder = target.parent
    while folder != out and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
