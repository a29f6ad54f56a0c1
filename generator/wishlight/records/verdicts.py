"""What the judge found out about each file, kept for the next run: a file is judged again only where something that its verdict rests on changed.

A verdict rests on the file itself, on the program, on the board's settings, and on those other records that were looked up for it. Rules that
compare records note what they need under a name (`GROUP`), and compare again only what has a name that a change touched. All of it
is kept in a database beside a seal that tells whether it is as it was written. It is never taken from the repository: whoever changes records
could otherwise pass them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import msgspec

from wishlight.kept import digest_file, read_kept, save_kept
from wishlight.records.board.model import Board
from wishlight.records.gitdata import GitError, find_head, listing_changed_since
from wishlight.records.lookups import EVERY
from wishlight.records.model import Record
from wishlight.records.packed import list_paths
from wishlight.records.program import name_program
from wishlight.records.seal import FILE, FOLDER, SEAL, Seal, Sealed, is_tracked
from wishlight.records.store import FOLDER as RECORDS
from wishlight.records.store import Since

_TABLES = """
CREATE TABLE verdict (path TEXT PRIMARY KEY, id TEXT, blob TEXT, good INTEGER, latest REAL, seen BLOB, groups BLOB) WITHOUT ROWID;
CREATE INDEX verdict_id ON verdict (lower(id));
CREATE TABLE note (rule TEXT, grp TEXT, path TEXT, n INTEGER, data BLOB, PRIMARY KEY (rule, grp, path, n)) WITHOUT ROWID;
CREATE TABLE broken (rule TEXT, grp TEXT, PRIMARY KEY (rule, grp)) WITHOUT ROWID;
"""

_PRAGMAS = ("PRAGMA synchronous = OFF", "PRAGMA journal_mode = MEMORY")
"""Nothing is done for what a power cut or a kill spoils: it doesn't match its seal and is made anew."""

FEW = 20
"""Ids that are looked for in the bytes of each verdict: to open half a million verdicts takes longer."""

NEW = Since()
"""Nothing is known of an earlier run."""

Group = tuple[str, str]
"""A rule, and the name under which it compares records."""

_decode = msgspec.msgpack.Decoder(tuple[str, ...]).decode
_decode_groups = msgspec.msgpack.Decoder(list[Group]).decode
_encode = msgspec.msgpack.Encoder().encode


class Noted(NamedTuple):
    """What a rule noted of a record, as bytes."""

    rule: str
    group: str
    data: bytes


class Verdict(NamedTuple):
    """What was found out about a record: whether no rule had an objection, the moment of its newest entry in seconds (no rule
    may object to it before), which other records were looked up, and what was noted for later.
    """

    record: str
    path: str
    good: bool
    latest: float
    seen: tuple[str, ...]
    notes: tuple[Noted, ...]


class Task(NamedTuple):
    """A record to be judged, by its number. `cleared` says that the rules which look at a file alone passed it before."""

    n: int
    cleared: bool


class Verdicts:
    """The verdicts of an earlier run, and of this one. `blobs` are the files' blob ids by path, in the order of the records; a file without one
    gets no verdict. `since` tells what has changed since an earlier run: where that is the very run of the verdicts, nothing else is looked at.

    `commit` and `dirty` say what the earlier run looked at: a commit's files, but for those.
    """

    def __init__(
        self,
        con: sqlite3.Connection,
        blobs: Mapping[str, str],
        since: Since = NEW,
        *,
        seal: Seal | None = None,
        settled: bool = False,
        home: Path | None = None,
    ) -> None:
        self._con, self._blobs, self._since, self._settled, self._home = con, blobs, since, settled, home
        self._follows = bool(seal and settled and since.before and since.before == seal.records)
        self.commit, self.dirty = (seal.commit, seal.dirty) if seal else ("", [])
        self._touched: set[Group] | None = None
        self._changed = False

    def choose(self, records: Sequence[Record], now: datetime | None) -> list[Task]:
        """The records that have to be judged, in their order; what is known of those that are gone is forgotten."""
        if self._follows and len(self._since.changed) + len(self._since.gone) <= FEW // 2:
            return self._choose_changed(records, now)
        known = {row[0]: row[1:] for row in self._con.execute("SELECT path, id, blob, good, latest, seen FROM verdict")}
        if not known or not self._settled:
            self._forget_all()
            good = {path for path, (_, blob, fine, *_) in known.items() if fine and blob == self._blobs.get(path)}
            return [Task(n, path in good) for n, path in enumerate(list_paths(records))]
        self._touched = set(self._con.execute("SELECT rule, grp FROM broken"))
        paths = list(list_paths(records))
        changed = {path: records[n].id for n, path in enumerate(paths) if known.get(path, ("", ""))[1] != self._blobs.get(path)}
        gone = known.keys() - {*paths}
        ids = {*changed.values(), *(known[path][0] for path in (*gone, *changed) if path in known)}
        tasks = []
        concerns = _look_for(ids)
        limit = now.timestamp() if now else float("inf")
        for n, path in enumerate(paths):
            if path in changed:
                tasks.append(Task(n, cleared=False))
                continue
            _, _, good, latest, seen = known[path]
            if not good or latest > limit or concerns(seen):
                tasks.append(Task(n, cleared=bool(good)))
        self._forget([*gone, *(paths[task.n] for task in tasks)])
        return tasks

    def _choose_changed(self, records: Sequence[Record], now: datetime | None) -> list[Task]:
        """The same where it is known which few files have changed since the verdicts were found: the others are gone through by the database."""
        changed, gone = self._since.changed, self._since.gone
        numbers = {path: n for n, path in enumerate(self._blobs)}
        self._touched = set(self._con.execute("SELECT rule, grp FROM broken"))
        ids = {records[numbers[path]].id for path in changed}
        for path in (*changed, *gone):
            ids.update(id for (id,) in self._con.execute("SELECT id FROM verdict WHERE path = ?", (path,)))
        kept = [_encode(id) for id in (*sorted(ids), EVERY)] if ids else []
        concerns = " OR ".join(["NOT good", "latest > ?", *["instr(seen, ?)"] * len(kept)])
        limit = now.timestamp() if now else float("inf")
        found = self._con.execute(f"SELECT path, good FROM verdict WHERE {concerns}", (limit, *kept))  # noqa: S608 - question marks alone
        cleared = {**{path: bool(good) for path, good in found if path in numbers}, **dict.fromkeys(changed, False)}
        self._forget([*gone, *cleared])
        return sorted(Task(numbers[path], passed) for path, passed in cleared.items())

    def take(self, verdicts: Iterable[Verdict]) -> None:
        """Keep what was found out."""
        rows, notes = [], []
        for verdict in verdicts:
            groups = sorted({(note.rule, note.group) for note in verdict.notes})
            if self._touched is not None:
                self._touched.update(groups)
            blob = self._blobs.get(verdict.path)
            rows.append((verdict.path, verdict.record, blob, verdict.good and blob is not None, verdict.latest, _encode(verdict.seen), _encode(groups)))
            notes += [(note.rule, note.group, verdict.path, n, note.data) for n, note in enumerate(verdict.notes)]
        self._changed = self._changed or bool(rows)
        self._con.executemany("INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        self._con.executemany("INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?, ?)", notes)

    def list_groups(self) -> Iterator[tuple[Group, list[bytes]]]:
        """What is to be compared: the notes of each name that something changed under, by path."""
        if self._touched is None:
            rows = self._con.execute("SELECT rule, grp, data FROM note ORDER BY rule, grp, path, n")
            yield from ((key, [data for *_, data in found]) for key, found in groupby(rows, itemgetter(0, 1)))
            return
        for group in sorted(self._touched):
            rows = self._con.execute("SELECT data FROM note WHERE rule = ? AND grp = ? ORDER BY path, n", group)
            yield group, [data for (data,) in rows]

    def find_paths(self, id: str) -> list[str]:
        """Where the earlier run found the records of an id, however its letters are written."""
        return [path for (path,) in self._con.execute("SELECT path FROM verdict WHERE lower(id) = lower(?)", (id,))]

    def list_notes(self, rule: str, group: str) -> list[tuple[str, int, bytes]]:
        """What the earlier run noted under a name, with the record's path and the note's number."""
        return self._con.execute("SELECT path, n, data FROM note WHERE rule = ? AND grp = ?", (rule, group)).fetchall()

    def __enter__(self) -> Verdicts:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._con.close()

    def mark(self, broken: Iterable[Group]) -> None:
        """Remember what has to be compared again next time, because something was found."""
        self._con.execute("DELETE FROM broken")
        self._con.executemany("INSERT OR REPLACE INTO broken VALUES (?, ?)", sorted(set(broken)))

    def close(self, board: Board, settings: str, find_checkout: Callable[[], Checkout]) -> None:
        """Keep it for the next run; where that can't be done, the next run judges everything again. `find_checkout` tells what git says of the files;
        it is asked once at most.
        """
        if self._home and (self._changed or not self._settled):
            with suppress(sqlite3.Error, OSError):
                self._con.commit()
                self._con.close()
                save_kept(self._home / SEAL, Seal(digest_file(self._home / FILE), _name(board), settings, *find_checkout(), self._since.after))
                return
        self._con.close()

    def _forget(self, paths: Sequence[str]) -> None:
        found: set[tuple[str, str, str]] = set()
        for path in paths:
            for (groups,) in self._con.execute("SELECT groups FROM verdict WHERE path = ?", (path,)):
                found.update((*group, path) for group in _decode_groups(groups))
        self._touched = {*(self._touched or ()), *((rule, group) for rule, group, _ in found)}
        self._changed = self._changed or bool(paths)
        self._con.executemany("DELETE FROM note WHERE rule = ? AND grp = ? AND path = ?", sorted(found))
        self._con.executemany("DELETE FROM verdict WHERE path = ?", [(path,) for path in paths])

    def _forget_all(self) -> None:
        self._touched = None
        for table in ("verdict", "note", "broken"):
            self._con.execute(f"DELETE FROM {table}")  # noqa: S608 - our own tables


def empty_verdicts() -> Verdicts:
    """Verdicts of a run that keeps nothing."""
    return Verdicts(_create(":memory:"), {})


def read_verdicts(root: Path, board: Board, settings: str, blobs: Mapping[str, str], since: Since = NEW) -> Verdicts:
    """The verdicts of an earlier run of this program. `settings` name the board's settings as they stand; `since` tells what reading found changed."""
    home = root / FOLDER
    if is_tracked(root):
        return Verdicts(_create(":memory:"), blobs, since)
    seal = read_kept(home / SEAL, Seal)
    with suppress(sqlite3.Error, OSError):
        if seal and seal.alone == _name(board) and seal.digest == digest_file(home / FILE):
            return Verdicts(_connect(str(home / FILE)), blobs, since, seal=seal, settled=seal.whole == settings, home=home)
        (home / FILE).parent.mkdir(parents=True, exist_ok=True)
        (home / FILE).unlink(missing_ok=True)
        return Verdicts(_create(str(home / FILE)), blobs, since, home=home)
    return Verdicts(_create(":memory:"), blobs, since)


def open_verdicts(root: Path, board: Board, settings: str, sealed: Sealed) -> Verdicts | None:
    """The verdicts of an earlier run, only to be read; None where they don't hold for this program and these settings."""
    if (sealed.seal.alone, sealed.seal.whole) != (_name(board), settings):
        return None
    with suppress(sqlite3.Error, OSError):
        place = (root / FOLDER / FILE).resolve().as_uri()
        return Verdicts(sqlite3.connect(f"{place}?mode=ro", uri=True, timeout=0), {}, seal=sealed.seal)
    return None


def _look_for(ids: Collection[str]) -> Callable[[bytes], bool]:
    """Whether what was looked up for a verdict, as it is kept, holds any of some ids or went through all records."""
    known = frozenset((*ids, EVERY))
    if len(ids) > FEW:
        return lambda seen: not known.isdisjoint(_decode(seen))
    kept = [_encode(id) for id in known] if ids else []
    return lambda seen: any(id in seen for id in kept)


class Checkout(NamedTuple):
    """The commit that is checked out, and the record files that are not as it holds them; no commit where git can't tell."""

    commit: str
    dirty: list[str]


@contextmanager
def looking_at_git(root: Path) -> Iterator[Callable[[], Checkout]]:
    """What git says of the record files, beside whatever else there is to do until it is asked for."""
    commit = find_head(root)
    if not commit:
        yield lambda: Checkout("", [])
        return
    with listing_changed_since(root, commit, RECORDS) as find:
        yield partial(_find_checkout, commit, find)


def _find_checkout(commit: str, find: Callable[[], list[str]]) -> Checkout:
    try:
        return Checkout(commit, find())
    except GitError:
        return Checkout("", [])


def _connect(place: str) -> sqlite3.Connection:
    con = sqlite3.connect(place, timeout=0)
    for pragma in _PRAGMAS:
        con.execute(pragma)
    con.execute("BEGIN IMMEDIATE")
    return con


def _create(place: str) -> sqlite3.Connection:
    con = sqlite3.connect(place, timeout=0)
    con.executescript("; ".join((*_PRAGMAS, _TABLES)))
    con.execute("BEGIN IMMEDIATE")
    return con


def _name(board: Board) -> str:
    tables = {file: table.descriptor for file, table in board.schema.tables.items()}
    return blake2b(f"{name_program()} {tables!r}".encode(), digest_size=16).hexdigest()
