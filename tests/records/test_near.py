"""A check of one file says of it what a check of the whole board says, also where other files changed since that one."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from wishlight.problems import Problem
from wishlight.records.check import check_board
from wishlight.records.near import check_some
from wishlight.records.seal import FILE, FOLDER, finding_sealed
from wishlight.words import load_words

ROOT = Path(__file__).parents[2]
NOW = datetime.fromisoformat("2026-11-25T09:00:00+08:00")
WORDS = load_words("en")
WISH = "wishes/wish/2025-12/17/W-251217-5BVAA0.yml"
CLAIM = "- {{at: 2026-01-0{n}T10:00:00+08:00, event: claimed, by: p:4B0F, claim: c{n}, qty: 1}}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("site_config", "wishes/people", "wishes/teams", "wishes/wish/2025-12"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for call in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@noreply.example", "commit", "-q", "-m", "all"]):
        subprocess.run(["git", "-C", str(tmp_path), *call], check=True)
    return tmp_path


def commit(root: Path) -> None:
    call = ["-c", "user.name=a", "-c", "user.email=a@noreply.example", "commit", "-q", "-a", "-m", "more", "--allow-empty"]
    subprocess.run(["git", "-C", str(root), *call], check=True)


def append(root: Path, text: str, path: str = WISH) -> None:
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(text)


def copy(root: Path, old: str, new: str) -> None:
    text = (root / WISH).read_text("utf-8")
    (root / WISH.replace(old, new)).write_text(text.replace(old, new), "utf-8")


def check(root: Path, path: str) -> list[Problem] | None:
    with finding_sealed(root) as sealed:
        return check_some(root, WORDS, NOW, [path], sealed)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a claim": lambda root: append(root, CLAIM.format(n=2)),
    "another claim": lambda root: append(root, CLAIM.format(n=3)),
    "broken": lambda root: append(root, "- {at: soon}\n"),
    "the same slip twice": lambda root: copy(root, "5BVAA0", "5BVAA1"),
    "a person gone": lambda root: (root / "wishes/people/p-4b0f.yml").unlink(missing_ok=True),
    "committed": commit,
    "checked": lambda root: check_board(root, WORDS, NOW),
    "as before": lambda root: subprocess.run(["git", "-C", str(root), "checkout", "-q", "HEAD", "--", "wishes"], check=True),
}


@pytest.mark.parametrize("seed", range(2))
def test_one_file_is_judged_as_among_all(root: Path, seed: int) -> None:
    assert check(root, WISH) is None, "nothing is known yet"
    check_board(root, WORDS, NOW)
    chance = random.Random(seed)
    found = set()
    for name in chance.choices(sorted(CHANGES), k=10):
        CHANGES[name](root)
        near = check(root, WISH)
        fresh = root.parent / f"{root.name}-fresh"
        shutil.copytree(root, fresh, ignore=shutil.ignore_patterns(".wishlight"))
        whole = [problem for problem in check_board(fresh, WORDS, NOW).problems if problem.path == WISH]
        shutil.rmtree(fresh)
        assert near == whole, name
        found.update(problem.rule for problem in whole)
    assert found, "something was to be said"


def test_a_file_that_came_since_the_last_whole_check_counts(root: Path) -> None:
    check_board(root, WORDS, NOW)
    copy(root, "5BVAA0", "5BVA90")
    found = check(root, WISH)
    assert found is not None and "same-source" in {problem.rule for problem in found}


def test_what_is_not_as_it_was_written_is_not_believed(root: Path) -> None:
    check_board(root, WORDS, NOW)
    assert check(root, WISH) == []
    kept = root / FOLDER / FILE
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 1
    kept.write_bytes(data)
    assert check(root, WISH) is None


def test_only_a_whole_check_tells_of_folders_and_of_other_settings(root: Path) -> None:
    check_board(root, WORDS, NOW)
    assert check(root, WISH) == []
    assert check(root, "wishes/wish") is None and check(root, "site_config/rules.yml") is None
    rules = root / "site_config/rules.yml"
    rules.write_text(rules.read_text("utf-8").replace("value: 3", "value: 2", 1), "utf-8")
    assert check(root, WISH) is None
