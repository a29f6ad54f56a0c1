"""A board of any size, the same for the same number: the demo's lives told again by other people in other words.

The demo keeps every rule of the board, within each town by itself. So a corpus is many such towns on one board: each has its own
people, teams, wishes, actions and deeds, tied to each other as the demo's are; the posts are shared. The few who come nearly always and
the many who come once are the demo's too.
"""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.demo.book import SCHEMA, Draft
from tests.demo.cast import volunteers
from tests.demo.make import make_book

from wishlight.records.ids import make_id, make_person_id
from wishlight.records.store import day_of_id, place_of
from wishlight.records.write import write_record

from .phrases import Pool, gather_clauses, retell

KINDS = ("wish", "action", "deed", "person", "team")
ISSUES = 10_000
"""More than the demo's highest form number: the distance between two towns' numbers."""
ROOT = Path(__file__).parents[2]


@dataclass
class World:
    """What all towns share: the demo's drafts, its clauses, the ids already given out."""

    drafts: list[Draft]
    pool: Pool
    volunteers: set[str]
    taken: set[str] = field(default_factory=set)


def make_corpus(target: Path, wishes: int) -> dict[str, int]:
    """Write a board of so many wishes as a git repository at `target`; how many records of each kind it has.

    Raises FileExistsError where the folder is already there.
    """
    target.mkdir(parents=True)
    shutil.copytree(ROOT / "site_config", target / "site_config")
    shutil.copytree(ROOT / "content", target / "content")
    shutil.copy(ROOT / "mkdocs.yml", target)
    counts = dict.fromkeys(KINDS, 0)
    folders: set[Path] = set()
    for draft in tell_corpus(wishes):
        counts[draft.kind] += 1
        path = target / place_of(draft.kind, draft.id)
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        depth = place_of(draft.kind, draft.id).count("/")
        path.write_bytes(write_record(SCHEMA, draft.kind, draft.head, draft.history, depth=depth).encode())
    commit(target, f"A board of {wishes} wishes")
    return counts


def commit(target: Path, message: str) -> None:
    """Make the folder a repository where it is none, and commit all of it on a fixed day."""
    (target / ".gitignore").write_text("/.wishlight/\n/site/\n", "utf-8")
    day = {"GIT_AUTHOR_DATE": "2026-11-24T00:00:00Z", "GIT_COMMITTER_DATE": "2026-11-24T00:00:00Z"}
    name = ["-c", "user.name=bench", "-c", "user.email=1+bench@users.noreply.github.com", "-c", "gc.auto=0"]
    for call in (["init", "-q", "-b", "main"], ["add", "-A"], [*name, "commit", "-q", "-m", message]):
        subprocess.run(["git", "-C", str(target), *call], check=True, env={"PATH": "/usr/bin:/bin:/usr/local/bin", **day})


def tell_corpus(wishes: int) -> Iterator[Draft]:
    """All records of a board of so many wishes, one town after the other."""
    drafts = [draft for draft in make_book().drafts if draft.kind in KINDS]
    world = World(drafts, gather_clauses(drafts), {person.id for person in volunteers().values()})
    left, town = wishes, 0
    while left > 0:
        told = _cut(world.drafts, left)
        left -= sum(draft.kind == "wish" for draft in told)
        yield from _tell_town(world, told, town)
        town += 1


def _cut(drafts: list[Draft], wishes: int) -> list[Draft]:
    """The drafts of a town that may only have so many wishes: its last wishes that nobody points at go, with actions and deeds in proportion."""
    all_wishes = sum(draft.kind == "wish" for draft in drafts)
    if wishes >= all_wishes:
        return drafts
    pointed = {value for draft in drafts for row in (draft.head, *draft.history) for key, value in row.items() if key != "id" and isinstance(value, str)}
    kept, room = [], {kind: round(wishes * sum(d.kind == kind for d in drafts) / all_wishes) for kind in ("wish", "action", "deed")}
    for draft in sorted(drafts, key=lambda draft: draft.id not in pointed):
        if draft.kind in room:
            if room[draft.kind] == 0:
                continue
            room[draft.kind] -= 1
        kept.append(draft)
    return kept


def _tell_town(world: World, drafts: list[Draft], town: int) -> Iterator[Draft]:
    names = {draft.id: _rename(world, draft, town) for draft in drafts if draft.kind != "person" or draft.id in world.volunteers}
    for draft in drafts:
        if draft.kind == "person" and draft.id not in world.volunteers and town:
            continue
        chance = random.Random(f"{town}/{draft.id}")
        rows = (_move(row, names, town) for row in (draft.head, *draft.history))
        head, *history = (retell(draft, row, world.pool, chance) if town and draft.kind != "team" else row for row in rows)
        yield Draft(draft.kind, head, history)


def _rename(world: World, draft: Draft, town: int) -> str:
    for turn in range(100):
        id = _make_name(draft, town, turn)
        if id not in world.taken:
            world.taken.add(id)
            return id
    raise ValueError(draft.id)


def _make_name(draft: Draft, town: int, turn: int) -> str:
    if town == 0:
        return draft.id
    if draft.kind == "team":
        return f"{draft.id[:22]}-{town}"
    if draft.kind == "person":
        return make_person_id(f"{draft.id}/{town}/{turn}", 6)
    return make_id(draft.kind, day_of_id(draft.id) or date.min, f"{draft.id}/{town}/{turn}")


def _move(row: Any, names: dict[str, str], town: int) -> Any:
    """A row in another town: every id it names is that town's, every slip, form and voucher has a number of its own."""
    if isinstance(row, dict):
        return {key: _number(key, value, town) if key in NUMBERED else _move(value, names, town) for key, value in row.items()}
    if isinstance(row, list):
        return [_move(value, names, town) for value in row]
    return names.get(row, row) if isinstance(row, str) else row


NUMBERED = ("source_issue", "source_slip", "voucher", "account", "source")


def _number(key: str, value: Any, town: int) -> Any:
    if isinstance(value, int):
        return value + town * ISSUES
    if isinstance(value, dict):
        return {name: _number(name, part, town) for name, part in value.items()}
    return f"{value}-{town}" if town else value
