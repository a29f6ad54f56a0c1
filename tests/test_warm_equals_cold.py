"""Whatever changes, and whatever befell the site and its caches: the next build makes the very files that a first build would make."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from warm import disk_changes, record_changes, settings_changes
from warm.town import NotNowError, Town, read_site
from wishlight import workers
from wishlight.build import BoardRefusedError, BuildReport
from wishlight.pages import watch
from wishlight.tables import base, folding, parts

NIGHTLY = bool(os.environ.get("WISHLIGHT_NIGHTLY"))
SEED = random.SystemRandom().randrange(10**6) if NIGHTLY else 4
"""Always the same for a change, a fresh one every night. What fails names it."""
Change = Callable[[Town], None]
NARROW, WIDE, DISK = record_changes.CHANGES, settings_changes.CHANGES, disk_changes.CHANGES
STEPS = {True: 100, False: 100} if NIGHTLY else {True: 4, False: 2}
"""How often the town with git and the one without change and are built twice, on top of what is there and anew."""


def draw_step(chance: random.Random, step: int) -> list[Change]:
    """What happens at a step: by night one thing at a time; else several things that hardly hide each other's faults."""
    if NIGHTLY:
        return [chance.choice(chance.choices((NARROW, WIDE, DISK), (3, 2, 1))[0])]
    later = [record_changes.let_days_pass] if step else []
    return [*later, *chance.sample(NARROW, 4), chance.choice(DISK)] if step % 2 == 0 else chance.sample(WIDE, 2)


def make_changes(town: Town, changes: list[Change]) -> list[str]:
    """Make the changes that the board lets pass, and name them; one that it refuses is taken back, and the site stays as it was."""
    made = []
    for change in changes:
        try:
            change(town)
        except NotNowError:
            town.take_back()
        else:
            made.append(change.__name__)
    return made


def build_on(town: Town, monkeypatch: pytest.MonkeyPatch, *, alone: bool) -> BuildReport:
    """Build the town, `alone` as on a machine with one core or where nothing can be forked: there one part is made after the other in one process."""
    with monkeypatch.context() as here:
        if alone:
            here.setattr(workers, "count_workers", lambda: 1)
        return town.build()


@pytest.mark.figure
@pytest.mark.parametrize("git", [True, False], ids=["git", "no-git"])
def test_after_every_change_a_warm_build_equals_a_cold_one(tmp_path: Path, git: bool, figure: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    if git:  # as on a large board: only what changed since a base is folded, tables are divided, pages are in many batches; the other town does as a small one
        monkeypatch.setattr(folding, "LEAST", 1)
        monkeypatch.setattr(base, "WORTH", 4)
        monkeypatch.setattr(parts, "MOST", 20)
        monkeypatch.setattr(parts, "MANY", 200)
        monkeypatch.setattr(watch, "BATCH", 4)
    chance = random.Random(f"{SEED}/{git}")
    town = Town(tmp_path / "town", chance, git=git)
    town.build()
    town.settle()
    done: list[str] = []
    steps = 0
    for turn in range(STEPS[git] * 20):
        made = make_changes(town, draw_step(chance, steps))
        before = read_site(town.out) if town.out.exists() else {}
        try:
            warm = build_on(town, monkeypatch, alone=turn % 2 == 0)
        except BoardRefusedError:
            assert (read_site(town.out) if town.out.exists() else {}) == before, (SEED, done, made)
            town.take_back()
            continue
        if not made:
            continue
        town.settle()
        done += made
        steps += 1
        cold = read_site(town.build_afresh(tmp_path / f"cold {turn}"))
        assert_same(read_site(town.out), cold, (SEED, done))
        changed = {path for path in cold if before.get(path) != cold[path]}
        assert set(warm.site.written) == changed, (SEED, done, "the write list is what really changed")
        if steps == STEPS[git]:
            break
    assert steps == STEPS[git]
    assert (town.out / "data/tables/entries").is_dir() == git
    figure("warm-equals-cold", tried=steps, failed=0)


def assert_same(warm: dict[str, bytes], cold: dict[str, bytes], told: Any) -> None:
    """Both hold the same files with the same bytes; else say which differ."""
    assert sorted(warm.keys() ^ cold.keys())[:5] == [], told
    assert sorted(path for path in cold if warm[path] != cold[path])[:5] == [], told
