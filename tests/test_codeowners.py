"""CODEOWNERS is written from the posts, guards what decides over others, and can't be made to name anybody else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from wishlight.derived import CODEOWNERS, GUARDED, make_codeowners
from wishlight.records.board import Board, load_board
from wishlight.records.rules.post_settings import HANDLE
from wishlight.words import load_words

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def board() -> Board:
    board, problems = load_board(ROOT, load_words("en"))
    assert not problems
    return board


def test_every_guarded_path_asks_every_maintainers_post_and_nobody_else(board: Board) -> None:
    handles = sorted(post.handle for post in board.posts.values() if post.duty == "maintainer")
    lines = [line.split() for line in (ROOT / CODEOWNERS).read_text("utf-8").splitlines() if not line.startswith("#")]
    assert handles
    assert lines == [[path, *handles] for path in GUARDED]
    assert {"/.github/", "/site_config/roles.yml", "/site_config/rules.yml"} <= set(GUARDED)


def test_a_grid_workers_handle_guards_nothing(board: Board) -> None:
    posts = {id: post._replace(handle="@somebody" if post.duty == "grid" else "") for id, post in board.posts.items()}
    assert make_codeowners(replace(board, posts=posts)) == {}


@pytest.mark.parametrize("handle", ["@a b", "@a\n* @b", "a", "@a/b/c", "@", "@-a", "@ａ", "@a/"])
def test_a_handle_is_one_name(handle: str) -> None:
    assert HANDLE.fullmatch(handle) is None
    assert HANDLE.fullmatch("@wishlight-demo/review")
