from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from wishlight.records.case import Case
from wishlight.records.check import check_board
from wishlight.records.context import Context
from wishlight.records.judge import list_rules
from wishlight.records.rules import personal_data
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
    assert ("committed-cache", ".wishlight/cache/cleared.msgpack") in check(root)
    assert WISH in looked


def test_only_rules_that_look_at_a_record_by_itself_promise_so() -> None:
    alone = {rule.name for rule in list_rules() if rule.alone}
    assert alone == {"mixed-script", "not-canonical", "personal-data"}
    assert all(not hasattr(rule.module, "check_entry") and not hasattr(rule.module, "check_notes") for rule in list_rules() if rule.alone)
