"""A form counts for a post only while the forge lets its holder's account do what the board asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from intake.bodies import fill
from intake.fake_forge import FakeForge
from intake.story import WISH, ZONE, Story, start_story
from wishlight.intake.change import make_change
from wishlight.intake.reconcile import run_pass
from wishlight.records.board import Board

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=ZONE)
ACCOUNTS = {"lin": 11, "wang": 12, "g13": 22}


@pytest.fixture(scope="module")
def start() -> tuple[Story, str]:
    """A wish that a neighbour delivered, and a grid worker with an account."""
    story = start_story()
    for name in ("lin", "wang"):
        change = story.apply(make_change("join", {"what": "person", "area": "xinghu", "age": "adult"}, story.desk(account=ACCOUNTS[name])))
        story.people[name] = change.record
    story.record_event(story.people["g13"], "h1", "linked", forge="github", account=ACCOUNTS["g13"])
    wish = story.do("wish", "lin", **WISH).record
    story.record_event(wish, "m1", "published")
    story.do("claim", "wang", record=wish)
    story.do("deliver", "wang", record=wish, minutes=60)
    return story, wish


@pytest.fixture
def forge(start: tuple[Story, str]) -> FakeForge:
    fake = FakeForge()
    fake.push(start[0].files)
    return fake


def confirm(forge: FakeForge, board: Board, wish: str, account: int | None = ACCOUNTS["g13"]) -> None:
    forge.open_issue(41, fill(board, "confirm", record=wish, done="yes", minutes="60"), account, NOW)


def go(forge: FakeForge, board: Board) -> str:
    """The one answer after a pass."""
    assert run_pass(forge, board, lambda: NOW).finished
    (note,) = forge.notes[41]
    return note.body


@pytest.mark.parametrize("has", ["triage", "write", "maintain", "admin"])
def test_a_holder_whose_account_may_do_enough_confirms(forge: FakeForge, start: tuple[Story, str], has: str) -> None:
    forge.permissions[22] = has
    confirm(forge, start[0].board, start[1])
    assert "审核岗看过就合并" in go(forge, start[0].board)
    assert [pull.state for pull in forge.pulls.values()] == ["open"]


@pytest.mark.parametrize("has", ["read", "none"])
def test_a_holder_whose_account_may_do_too_little_is_told_what_is_missing(forge: FakeForge, start: tuple[Story, str], has: str) -> None:
    forge.permissions[22] = has
    confirm(forge, start[0].board, start[1])
    said = go(forge, start[0].board)
    assert f"权限现在是 {has}，岗位至少要 triage" in said and f"is now {has}; a post needs triage" in said
    assert (forge.pulls, forge.closed) == ({}, {})


def test_a_right_that_is_taken_away_takes_back_what_was_proposed_and_given_again_proposes_it_again(
    forge: FakeForge, start: tuple[Story, str]
) -> None:
    confirm(forge, start[0].board, start[1])
    forge.permissions[22] = "write"
    go(forge, start[0].board)
    forge.permissions[22] = "read"
    assert "岗位至少要 triage" in go(forge, start[0].board)
    assert [pull.state for pull in forge.pulls.values()] == ["withdrawn"]
    forge.permissions[22] = "triage"
    assert "审核岗看过就合并" in go(forge, start[0].board)
    assert [pull.state for pull in forge.pulls.values()] == ["withdrawn", "open"]


def test_an_account_without_a_post_gets_nothing_by_its_rights_on_the_forge(forge: FakeForge, start: tuple[Story, str]) -> None:
    forge.permissions[12] = "admin"
    confirm(forge, start[0].board, start[1], account=12)
    assert "您没有这里的岗位" in go(forge, start[0].board)
    assert "find_permission" not in forge.calls


def test_a_deleted_account_acts_for_no_post(forge: FakeForge, start: tuple[Story, str]) -> None:
    confirm(forge, start[0].board, start[1], account=None)
    go(forge, start[0].board)
    assert (forge.pulls, "find_permission" in forge.calls) == ({}, False)


@pytest.mark.parametrize(("needed", "proposed"), [("none", 1), ("read", 1), ("write", 0), ("boss", 0)])
def test_what_a_post_needs_is_the_boards_to_say_and_a_word_that_means_nothing_lets_nobody_in(
    forge: FakeForge, start: tuple[Story, str], needed: str, proposed: int
) -> None:
    board = replace(start[0].board, info={**start[0].board.info, "post_permission": needed})
    forge.permissions[22] = "read"
    confirm(forge, board, start[1])
    go(forge, board)
    assert len(forge.pulls) == proposed


def test_a_persons_own_act_needs_no_right(forge: FakeForge, start: tuple[Story, str]) -> None:
    forge.open_issue(41, fill(start[0].board, "extend", record=start[1], why="等零件"), ACCOUNTS["wang"], NOW)
    go(forge, start[0].board)
    assert "find_permission" not in forge.calls
