"""A small board on the disk that changes step by step, and a step that the board refuses is taken back.

Its records are the demo's, cut off in the middle of their lives: some wait for their next entry, some have not been written down yet.
"""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from demo.book import SCHEMA, Draft
from demo.make import make_book
from wishlight.build import BuildOptions, BuildReport, build
from wishlight.records.store import place_of
from wishlight.records.write import write_record

ROOT = Path(__file__).parents[2]
SOME = {"wish": 12, "action": 14, "deed": 14}
"""Of each kind one in so many of the demo's records lives in the town, with all that those name."""
NOW = datetime.fromisoformat("2026-12-20T09:00:00+08:00")
"""When every build is made; the town's own clock stays behind it."""
Row = dict[str, Any]


class NotNowError(Exception):
    """The town has nothing that this change could be made to."""


class Town:
    """The board at `root`: `drafts` are its records by id, of which the first `shown` entries are written down; none of them where that is 0.

    `as_of` is the day it is built for, `out` the folder it is built into.
    """

    def __init__(self, root: Path, chance: random.Random, *, git: bool) -> None:
        self.root, self.chance, self.git = root, chance, git
        self.out = root / "site"
        self.as_of: date | None = None
        self._clock = datetime.fromisoformat("2026-11-24T08:00:00+08:00")
        self._before: dict[Path, bytes | None] = {}
        self._undo: list[Callable[[], object]] = []
        self.drafts = {draft.id: draft for draft in _choose(make_book().drafts)}
        self.shown = {id: self._cut(draft) for id, draft in self.drafts.items()}
        for name in ("site_config", "content"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "mkdocs.yml", root)
        # A life that is cut off leaves promises open which in the demo were kept before the next one was made.
        self.edit("site_config/rules.yml", "newcomer_claim_cap:   # open claims for a person without a confirmed delivery yet\n- {from: 2025-11-01, value: 1}", "newcomer_claim_cap:\n- {from: 2025-11-01, value: 9}")
        self.edit("site_config/rules.yml", "value: 3}", "value: 9}")
        for id in self.drafts:
            self.write(id)
        if git:
            (root / ".gitignore").write_text("/.wishlight/\n/site/\n/site-too/\n", "utf-8")
            self.commit()

    def build(self) -> BuildReport:
        """Build into the town's own folder, with all that is remembered of earlier builds."""
        return build(BuildOptions(self.root, self.out, "en", self.as_of), NOW, lambda stage: None)

    def build_afresh(self, folder: Path) -> Path:
        """The site that a first build makes of the same files elsewhere."""
        for name in ("wishes", "site_config", "content", ".git"):
            if (self.root / name).exists():
                shutil.copytree(self.root / name, folder / name)
        shutil.copy(self.root / "mkdocs.yml", folder)
        build(BuildOptions(folder, folder / "site", "en", self.as_of), NOW, lambda stage: None)
        return folder / "site"

    def tick(self) -> str:
        """The moment of the next entry."""
        self._clock += timedelta(minutes=13)
        return self._clock.isoformat(timespec="seconds")

    def let_pass(self, days: int) -> None:
        """Nobody writes anything down for some days. Raises NotNowError where that would lead behind the moment of the builds."""
        later = self._clock + timedelta(days=days)
        if later > NOW - timedelta(days=1):
            raise NotNowError
        self._clock = later

    def pick(self, kind: str, fits: Callable[[Draft], bool] = lambda draft: True) -> Draft:
        """One record of a kind (or of several, parted by blanks) that is written down and fits. Raises NotNowError where there is none."""
        found = [draft for id, draft in self.drafts.items() if draft.kind in kind.split() and self.shown[id] and fits(draft)]
        if not found:
            raise NotNowError(kind)
        return self.chance.choice(found)

    def told(self, draft: Draft) -> list[Row]:
        """What is written down of a record's history."""
        return draft.history[: self.shown[draft.id]]

    def show(self, draft: Draft, entries: int) -> None:
        """Write down so many entries of a record; with 0 its file goes."""
        before = self.shown[draft.id]
        self._undo.append(lambda: self.shown.update({draft.id: before}))
        self.shown[draft.id] = entries
        self.write(draft.id)

    def add(self, draft: Draft, event: str, actor: str, **columns: Any) -> None:
        """One more entry of a record, after what is told of it by now; what the demo had to tell further is forgotten."""
        row = {"recorded_at": self.tick(), "event": event, "actor": actor, **columns}
        self.change(draft, draft.head, [*self.told(draft), row])

    def change(self, draft: Draft, head: Row, history: list[Row]) -> None:
        """Give a record another head and history."""
        old, shown = self.drafts[draft.id], self.shown[draft.id]
        self._undo.append(lambda: (self.drafts.update({draft.id: old}), self.shown.update({draft.id: shown})))
        self.drafts[draft.id] = replace(draft, head=head, history=history)
        self.shown[draft.id] = len(history)
        self.write(draft.id)

    def write(self, id: str) -> None:
        """Bring a record's file up to what is told of it."""
        draft, place = self.drafts[id], place_of(self.drafts[id].kind, id)
        text = write_record(SCHEMA, draft.kind, draft.head, self.told(draft), depth=place.count("/"))
        self.put(place, text.encode() if self.shown[id] else None)

    def put(self, path: str, data: bytes | None) -> None:
        """Write a file of the board, or remove it where there is no data."""
        target = self.root / path
        self._before.setdefault(target, target.read_bytes() if target.exists() else None)
        _write(target, data)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text in one of the board's files, once. Raises NotNowError where it doesn't stand there."""
        text = (self.root / path).read_text("utf-8")
        if old not in text:
            raise NotNowError(path)
        self.put(path, text.replace(old, new, 1).encode())

    def settle(self) -> None:
        """What was changed stays."""
        self._before.clear()
        self._undo.clear()

    def take_back(self) -> None:
        """Undo what was changed since the last time it was settled."""
        for target, data in self._before.items():
            _write(target, data)
        for undo in reversed(self._undo):
            undo()
        self.settle()

    def commit(self) -> None:
        """Commit all that is on the disk."""
        name = ["-c", "user.name=town", "-c", "user.email=1+town@users.noreply.github.com"]
        first = [] if (self.root / ".git").exists() else [["init", "-q", "-b", "main"]]
        for call in (*first, ["add", "-A"], [*name, "commit", "-q", "--allow-empty", "-m", "A change"]):
            subprocess.run(["git", "-C", str(self.root), *call], check=True)

    def _cut(self, draft: Draft) -> int:
        """How many entries of a record are written down at first: often all, sometimes some, of a few records none."""
        whole = len(draft.history)
        if draft.kind in ("person", "team"):
            return whole
        return self.chance.choice((whole, whole, self.chance.randint(1, whole), self.chance.randint(1, whole), 0))


def read_site(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def list_names(draft: Draft) -> Iterator[str]:
    """Every text that a record's head and history hold, ids of other records among them."""
    for row in (draft.head, *draft.history):
        for value in row.values():
            yield from (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str))


def _choose(drafts: list[Draft]) -> list[Draft]:
    """Some of the demo's drafts, with everybody who holds a post and all that any of them names."""
    posts = (ROOT / "site_config" / "roles.yml").read_text("utf-8")
    by_id = {draft.id: draft for draft in drafts if draft.kind != "report"}
    kept: set[str] = set()
    asked = [id for id, draft in by_id.items() if draft.kind == "person" and id in posts]
    for kind, every in SOME.items():
        asked += [id for id, draft in by_id.items() if draft.kind == kind][::every]
    while asked:
        id = asked.pop()
        if id in by_id and id not in kept:
            kept.add(id)
            asked += list_names(by_id[id])
    return [draft for id, draft in by_id.items() if id in kept]


def _write(target: Path, data: bytes | None) -> None:
    if data is None:
        target.unlink(missing_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
