from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from wishlight.records import verdicts
from wishlight.records.board import load_board
from wishlight.records.case import Case
from wishlight.records.check import check_board
from wishlight.records.context import Context
from wishlight.records.judge import list_rules
from wishlight.records.model import Record
from wishlight.records.reading import read_records
from wishlight.records.rules import personal_data
from wishlight.records.verdicts import FILE, Task, Verdicts
from wishlight.words import load_words

ROOT = Path(__file__).parents[2]
NOW = datetime.fromisoformat("2026-11-25T09:00:00+08:00")
WISH = "wishes/wish/2025-12/17/W-251217-5BVAA0.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("site_config", "wishes/people", "wishes/teams"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / WISH).parent.mkdir(parents=True)
    shutil.copy(ROOT / WISH, tmp_path / WISH)
    return tmp_path


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The paths in which personal data was looked for."""
    paths: list[str] = []
    look = personal_data.list_texts

    def note(case: Case, context: Context) -> object:
        paths.append(case.record.path)
        return look(case, context)

    monkeypatch.setattr(personal_data, "list_texts", note)
    yield paths


def check(root: Path) -> set[tuple[str, str]]:
    return {(problem.rule, problem.path) for problem in check_board(root, load_words("en"), NOW).problems if problem.level == "refuse"}


def test_a_cleared_file_is_not_looked_at_again_until_it_changes(root: Path, looked: list[str]) -> None:
    assert not check(root) and WISH in looked
    looked.clear()
    assert not check(root) and not looked
    text = (root / WISH).read_text("utf-8")
    (root / WISH).write_text(text.replace("当场打通了", "打 13912345678 通了"), "utf-8")
    assert ("personal-data", WISH) in check(root) and set(looked) == {WISH}
    assert ("personal-data", WISH) in check(root), "a file with a finding is never cleared"


def test_a_cache_that_came_with_the_repository_clears_nothing_and_is_refused(root: Path, looked: list[str]) -> None:
    assert not check(root)
    for call in (["init", "-q"], ["add", "-f", ".wishlight"]):
        subprocess.run(["git", "-C", str(root), *call], check=True)
    looked.clear()
    assert ("committed-cache", ".wishlight/cache/verdicts.sqlite") in check(root)
    assert WISH in looked


@pytest.mark.parametrize("few", [verdicts.FEW, 0], ids=["a few changed", "many changed"])
def test_a_verdict_holds_until_a_record_changes_that_was_looked_up_for_it(root: Path, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "FEW", few)
    assert not check(root)
    person = root / "wishes/people/p-4b0f.yml"
    text = person.read_bytes()
    person.unlink()
    assert ("unknown-person", WISH) in check(root)
    person.write_bytes(text)
    assert not check(root)


CHANGES: dict[str, Callable[[Path, str], object]] = {
    "another claim": lambda root, text: write(root, WISH, text + "- {at: 2026-01-05T10:00:00+08:00, event: claimed, by: p:4B0F, claim: c2, qty: 1}\n"),
    "the same slip twice": lambda root, text: write(root, WISH.replace("5BVAA0", "5BVAA1"), text.replace("5BVAA0", "5BVAA1")),
    "one id twice": lambda root, text: write(root, WISH.replace("2025-12/17", "2025-12/18"), text),
    "a person gone": lambda root, text: (root / "wishes/people/p-4b0f.yml").unlink(missing_ok=True),
    "another rule": lambda root, text: swap(root, "site_config/rules.yml", "claim_cap", "claim_cap_of_old"),
    "a fulfilled wish gone": lambda root, text: (root / WISH).unlink(missing_ok=True),
    "all as before": lambda root, text: write(root, WISH, text),
}
"""What a change of the board may bring about, and take back, in other records."""


@pytest.mark.parametrize("seed", range(3))
def test_after_any_change_the_judge_says_what_it_would_say_without_remembering(root: Path, seed: int) -> None:
    text = (root / WISH).read_text("utf-8")
    chance = random.Random(seed)
    for name in chance.choices(sorted(CHANGES), k=12):
        CHANGES[name](root, text)
        remembering = check(root)
        saved = root.parent / "memory"
        (root / ".wishlight").rename(saved)
        assert check(root) == remembering, name
        shutil.rmtree(root / ".wishlight")
        saved.rename(root / ".wishlight")


def test_only_what_changed_is_gone_through_where_the_verdicts_are_of_the_run_that_it_changed_since(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[list[Task]] = []
    choose = Verdicts._choose_changed

    def note(own: Verdicts, records: Sequence[Record], now: datetime | None) -> list[Task]:
        chosen.append(choose(own, records, now))
        return chosen[-1]

    monkeypatch.setattr(Verdicts, "_choose_changed", note)
    person = root / "wishes/people/p-4b0f.yml"
    text = person.read_bytes()
    assert not check(root) and not chosen
    person.unlink()
    assert ("unknown-person", WISH) in check(root)
    assert len(chosen) == 1 and chosen[0]
    person.write_bytes(text)
    board, _ = load_board(root, load_words("en"))
    read_records(root, board, load_words("en"))  # somebody else reads in between and remembers the person, of which no verdict knows
    assert not check(root)
    assert len(chosen) == 1


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def swap(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    (root / path).write_text(text.replace(old, new), "utf-8")


def test_a_damaged_or_locked_memory_is_forgotten(root: Path) -> None:
    assert not check(root)
    file = root / ".wishlight" / FILE
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    (root / "wishes/people/p-4b0f.yml").unlink()
    assert ("unknown-person", WISH) in check(root)
    with sqlite3.connect(file) as con:
        con.execute("BEGIN EXCLUSIVE")
        assert ("unknown-person", WISH) in check(root)


def test_only_rules_that_look_at_a_record_by_itself_promise_so() -> None:
    alone = {rule.name for rule in list_rules() if rule.alone}
    assert alone == {"mixed-script", "not-canonical", "personal-data"}
    assert all(not hasattr(rule.module, "check_entry") and not hasattr(rule.module, "check_notes") for rule in list_rules() if rule.alone)
