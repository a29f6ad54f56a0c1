"""Thousands of runs that are killed, refused, repeated, dropped or doubled: all end the same, and nobody wins twice.

`decide` is a pure function, so its answer to the very same forge is taken from memory here; everything that acts really runs.
"""

from __future__ import annotations

import copy
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from intake.fake_forge import FakeForge, KilledError
from intake.story import WISH, Story
from intake.test_reconcile import NOW, check_laws, forge, go, run_until_done, send, start, state, two_claims
from wishlight.forge.port import BusyError
from wishlight.intake import reconcile
from wishlight.intake.reconcile import LIMIT, read_board_records
from wishlight.records.board import Board
from wishlight.records.model import Record

__all__ = ["forge", "start"]
RUNS = 3000
MANY, MOST, RACES = (1000, LIMIT, 3000) if os.environ.get("WISHLIGHT_NIGHTLY") else (120, LIMIT * 120 // 1000, 600)
"""Open forms at once, how many a pass may write to, and races: the full numbers take three minutes and run by night."""
FIRST = random.SystemRandom().randrange(10**6) if os.environ.get("WISHLIGHT_NIGHTLY") else 0
"""The first seed: always the same for a change, a fresh one every night. What fails names its seed."""

Figure = Callable[..., None]


@pytest.fixture(scope="module", autouse=True)
def memory() -> Iterator[None]:
    """Remembers what was read and decided, by everything that it depends on."""
    decided: dict[object, Any] = {}
    read: dict[object, dict[str, Record]] = {}
    decide, read_records = reconcile.decide, reconcile.read_board_records

    def recall_decision(board: Board, records: Any, files: Any, issues: Any, pulls: Any, now: Any, permissions: Any) -> Any:
        key = (id(board), frozenset(files.items()), tuple(issues), tuple(pulls), now, tuple(sorted(permissions.items())))
        if key not in decided:
            decided[key] = decide(board, records, files, issues, pulls, now, permissions)
        return list(decided[key])

    def recall_records(board: Board, files: Any) -> dict[str, Record]:
        key = (id(board), frozenset(files.items()))
        if key not in read:
            read[key] = read_records(board, files)
        return dict(read[key])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reconcile, "decide", recall_decision)
        patch.setattr(reconcile, "read_board_records", recall_records)
        yield


def misfortune(dice: random.Random, chance: float) -> Callable[[int, str, bool], None]:
    """At any call, before or after it: the process dies, the forge answers 502, or it asks for patience."""

    def hook(n: int, name: str, after: bool) -> None:
        if dice.random() < chance:
            raise dice.choice((KilledError, BusyError, lambda: BusyError(60)))()

    return hook


def finish(forge: FakeForge, board: Board) -> None:
    forge.hook = None
    run_until_done(forge, board)
    run_until_done(forge, board)


@pytest.mark.figure
def test_killed_refused_and_put_off_at_random_thousands_of_runs_end_the_same(forge: FakeForge, start: tuple[Story, str], figure: Figure) -> None:
    board = two_claims(forge, start)
    whole = copy.deepcopy(forge)
    finish(whole, board)
    end, different, met = state(whole), [], Counter[str]()
    for seed in range(FIRST, FIRST + RUNS):
        fake, dice = copy.deepcopy(forge), random.Random(seed)
        fake.hook = misfortune(dice, dice.choice((0.01, 0.03, 0.06)))
        run_until_done(fake, board, most=400)
        met.update(fake.calls)
        finish(fake, board)
        if state(fake) != end:
            different.append(seed)
    assert not different
    figure("random-kills", tried=RUNS, failed=0, note=f"{sum(met.values()):,} calls, each may be the last")


@pytest.mark.figure
def test_with_half_of_all_triggers_dropped_the_next_sweep_handles_all(forge: FakeForge, start: tuple[Story, str], figure: Figure) -> None:
    board = two_claims(forge, start)
    issues, forge.issues = forge.issues, {}
    dropped = missed = 0
    ends = []
    for seed in range(FIRST, FIRST + 400):
        fake, dice = copy.deepcopy(forge), random.Random(seed)
        for number, issue in issues.items():
            fake.issues[number] = issue
            if dice.random() < 0.5:
                dropped += 1
            else:
                go(fake, board)
        go(fake, board)
        missed += sum(number not in fake.closed and not fake.notes.get(number) for number, issue in issues.items() if not issue.bot)
        history = read_board_records(board, fake.main)[start[1]].history
        ends.append([(entry.event, entry.data.get("source_issue")) for entry in history[2:]])
        before = state(fake)
        go(fake, board)
        assert state(fake) == before
    assert missed == 0 and ends == [[("claimed", 31), ("queued", 32)]] * 400
    figure("dropped-triggers", tried=dropped, failed=0, lost=missed, note="400 runs, half of the triggers dropped")


@pytest.mark.figure
def test_two_runners_at_once_make_no_second_winner_and_lose_nothing(forge: FakeForge, start: tuple[Story, str], figure: Figure) -> None:
    board = two_claims(forge, start)
    runs = 500
    for seed in range(FIRST, FIRST + runs):
        fake, dice, inside = copy.deepcopy(forge), random.Random(seed), [False]

        def other_runner(n: int, name: str, after: bool, fake: FakeForge = fake, dice: random.Random = dice, inside: list[bool] = inside) -> None:
            if not inside[0] and dice.random() < 0.15:
                inside[0] = True
                try:
                    go(fake, board)
                finally:
                    inside[0] = False

        fake.hook = other_runner
        go(fake, board)
        finish(fake, board)
        check_laws(fake, board)
        check_winner(fake, board, start[1], 31)
    figure("two-runners", tried=runs, failed=0)


def check_winner(forge: FakeForge, board: Board, wish: str, winner: int) -> None:
    claims = [entry for entry in read_board_records(board, forge.main)[wish].history if entry.event == "claimed"]
    assert [entry.data["source_issue"] for entry in claims] == [winner]


@pytest.mark.figure
def test_of_any_claims_at_once_the_lowest_number_wins_and_each_is_answered(forge: FakeForge, start: tuple[Story, str], figure: Figure) -> None:
    story, wish = start
    people = ("wang", "zhao")
    for seed in range(FIRST, FIRST + RACES):
        fake, dice = copy.deepcopy(forge), random.Random(seed)
        racers = dice.sample(people, 2)
        numbers = sorted(dice.sample((31, 32, 47), 2))
        arriving = dice.sample(list(zip(numbers, racers, strict=True)), len(racers))
        for number, who in arriving:
            send(fake, story.board, number, "claim", who, record=wish)
        fake.hook = misfortune(dice, 0.03)
        run_until_done(fake, story.board, most=200)
        finish(fake, story.board)
        check_winner(fake, story.board, wish, numbers[0])
        assert fake.closed == dict.fromkeys(numbers, "completed") and all(len(fake.notes[number]) == 1 for number in numbers)
    figure("claim-races", tried=RACES, failed=0)


@pytest.mark.figure
def test_delivering_every_trigger_three_times_writes_nothing_more(forge: FakeForge, start: tuple[Story, str], figure: Figure) -> None:
    board = two_claims(forge, start)
    go(forge, board)
    commits, notes = len(forge.commits), state(forge)
    for _ in range(3 * len(forge.issues)):
        go(forge, board)
    assert len(forge.commits) == commits and state(forge) == notes
    figure("redelivered", tried=3 * len(forge.issues), failed=0, note="0 new commits, 0 new comments")


@pytest.mark.figure
def test_a_thousand_open_forms_are_decided_at_once_and_done_in_five_passes(forge: FakeForge, start: tuple[Story, str], figure: Figure) -> None:
    story, wish = start
    board, dice = story.board, random.Random(7)
    texts = {key: str(value) for key, value in WISH.items()}
    for number in range(1001, 1001 + MANY):
        kind = dice.choices(("claim", "wish", "slip", "free"), (30, 40, 20, 10))[0]
        who = dice.choice(("lin", "wang", "zhao"))
        if kind == "claim":
            send(forge, board, number, "claim", who, record=wish)
        elif kind == "wish":
            send(forge, board, number, "wish", who, **texts | {"title": f"楼道第{number}盏灯不亮"})
        elif kind == "slip":
            send(forge, board, number, "claim", who, record="W-260302-AAAAAA")
        else:
            forge.open_issue(number, f"你好，第{number}次来问", 12, NOW)
    passes, written = 0, []
    while True:
        report = go(forge, board, limit=MOST)
        passes += 1
        assert len(report.written) <= MOST
        written += report.written
        if report.finished:
            break
    assert written == sorted(written), "the oldest first"
    assert passes <= 5 and set(written) == set(range(1001, 1001 + MANY))
    calls = Counter(forge.calls)
    per_issue = sum(calls.values()) / MANY
    print(f"{per_issue:.1f} calls an issue: {dict(calls.most_common())}")
    figure("thousand-issues", tried=MANY, failed=0, note=f"{passes} passes of at most {MOST}, {per_issue:.1f} calls an issue")
