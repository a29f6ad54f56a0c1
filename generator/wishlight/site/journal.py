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
    """Carry out a complete journal, throw away an incomplete one; nothing where there is none."""
    journal = journal_of(out)
    if (journal / "ready.json").exists():
        _apply(out, journal)
    if journal.exists():
        shutil.rmtree(journal)


def discard(out: Path) -> None:
    """Throw away what was not declared complete, so that a full disk has room again."""
    journal = journal_of(out)
    if not (journal / "ready.json").exists():
        shutil.rmtree(journal, ignore_errors=True)


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


def _apply(out: Path, journal: Path) -> None:
    new = journal / "new"
    if new.exists() and not out.exists():
        new.replace(out)
    elif new.exists():
        _move_all(new, out)
    for path in json.loads((journal / "ready.json").read_text("utf-8"))["remove"]:
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
