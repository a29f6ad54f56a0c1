"""What is kept under the name of settings is made of those very settings, also where somebody types while they are read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from wishlight.problems import Problem
from wishlight.records.board import Board, load, load_named
from wishlight.records.store import name_settings
from wishlight.words import Words, load_words

ROOT = Path(__file__).parents[2]


def test_settings_that_were_touched_meanwhile_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "site_config", tmp_path / "site_config")
    rules, read, seen = tmp_path / "site_config/rules.yml", load.load_board, list[str]()

    def read_slowly(root: Path, words: Words) -> tuple[Board, list[Problem]]:
        found = read(root, words)
        seen.append(name_settings(root))
        if len(seen) == 1:
            rules.write_text(rules.read_text("utf-8").replace("- {from: 2025-11-01, value: 1}", "- {from: 2025-11-01, value: 2}", 1), "utf-8")
        return found

    monkeypatch.setattr(load, "load_board", read_slowly)
    board, problems, name = load_named(tmp_path, load_words("en"))
    assert problems == [] and len(seen) == 2
    assert name == name_settings(tmp_path) == seen[1] != seen[0]
    monkeypatch.undo()
    assert board.rules == load.load_board(tmp_path, load_words("en"))[0].rules
