"""Neighbours do whatever comes to their minds with one wish, in any order and on any day: no law of the board is ever broken.

The laws are counted here from the bare entries, not by the program's own folding.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from intake.story import WISH, WORDS, Story, start_story
from wishlight.intake.desk import DeclinedError
from wishlight.intake.upkeep import do_upkeep
from wishlight.intake.workspace import Workspace
from wishlight.records.judge import judge
from wishlight.records.model import Entry
from wishlight.records.shape import Shape

NIGHTLY = bool(os.environ.get("WISHLIGHT_NIGHTLY"))
RUNS, STEPS = (1000, 50) if NIGHTLY else (15, 30)
PEOPLE = ("lin", "wang", "zhao", "sun", "g13")
HOLDS = {"claimed": True, "accepted": True, "released": False, "lapsed": False, "turned_down": False, "reopened": False}
"""Whether a claim holds a place after an event; other events leave that as it was, but for a confirmation that says no."""

tried: Counter[str] = Counter()


@cache
def begin(needs: int) -> tuple[Story, str]:
    """A board with its posts, four neighbours and one open wish of so many places."""
    story = start_story()
    for name in PEOPLE[:4]:
        story.join(name)
    wish = story.do("wish", "lin", **WISH, needs=needs).record
    story.record_event(wish, "m1", "published")
    return story, wish


def is_unmet(entry: Entry) -> bool:
    """Whether the wish was found not done after all: then its place is free for somebody else."""
    return entry.event == "confirmed" and entry.data["done"] == "no"


class Neighbours(RuleBasedStateMachine):
    """One wish and everybody who has to do with it."""

    def __init__(self) -> None:
        super().__init__()
        self.story, self.wish = deepcopy(begin(1))
        self.path = next(path for path in self.story.files if self.wish in path)
        self.seen: list[bytes] = []
        self.read: tuple[bytes, tuple[Entry, ...]] = (b"", ())
        self.judged = b""

    @property
    def history(self) -> tuple[Entry, ...]:
        data = self.story.files[self.path]
        if data != self.read[0]:
            record, _ = Shape(self.story.board, "wish").read(self.path, data, WORDS)
            assert record
            self.read = (data, record.history)
        return self.read[1]

    def act(self, form: str, who: str, **answers: object) -> None:
        """Fill in a form; what is declined or refused leaves the file as it was."""
        before = self.story.files[self.path]
        try:
            change, problems = self.story.try_change(form, who, record=self.wish, **answers)
        except DeclinedError:
            tried["declined"] += 1
            return
        assert self.story.files[self.path] == before
        tried["refused" if problems else "taken"] += 1
        if not problems:
            self.story.apply(change)

    @rule(who=st.sampled_from(PEOPLE))
    def claim(self, who: str) -> None:
        self.act("claim", who)

    @rule(who=st.sampled_from(PEOPLE))
    def release(self, who: str) -> None:
        self.act("release", who, what="claim", why="要出差")

    @rule(who=st.sampled_from(PEOPLE), minutes=st.integers(1, 300))
    def deliver(self, who: str, minutes: int) -> None:
        self.act("deliver", who, minutes=minutes)

    @rule(who=st.sampled_from(PEOPLE), done=st.sampled_from(("yes", "no", "partly")))
    def confirm(self, who: str, done: str) -> None:
        self.act("confirm", who, done=done, minutes=30)

    @rule(who=st.sampled_from(PEOPLE), days=st.integers(1, 9))
    def extend(self, who: str, days: int) -> None:
        self.act("extend", who, until=(self.story.now + timedelta(days=days)).date().isoformat(), why="下雨")

    @rule(hours=st.sampled_from((1, 20, 100, 300)))
    def time_passes(self, hours: int) -> None:
        self.story.now += timedelta(hours=hours)

    @precondition(lambda self: len(self.history) < 40)
    @rule()
    def board_keeps_house(self) -> None:
        space = Workspace(self.story.board, dict(self.story.records), self.story.files, self.story.now, WORDS)
        do_upkeep(space)
        for path, change in space.granted.items():
            self.story.files[path] = change.text.encode()

    @invariant()
    def the_past_stays(self) -> None:
        lines = self.story.files[self.path].splitlines()
        assert lines[: len(self.seen)] == self.seen
        self.seen = lines

    @invariant()
    def no_place_has_two_holders(self) -> None:
        holds = {entry.claim: HOLDS.get(entry.event, False) for entry in self.history if entry.claim and (entry.event in HOLDS or is_unmet(entry))}
        assert sum(holds.values()) <= 1, [(entry.event, entry.claim) for entry in self.history]

    @invariant()
    def nobody_confirms_what_they_did(self) -> None:
        did = {entry.claim: self.person(entry) for entry in self.history if entry.event == "delivered"}
        for entry in self.history:
            if entry.event == "confirmed":
                assert self.person(entry) != did[entry.claim]

    @invariant()
    def a_claim_is_confirmed_only_after_it_was_delivered_and_only_once(self) -> None:
        order: dict[str | None, list[str]] = {}
        for entry in self.history:
            order.setdefault(entry.claim, []).append(entry.event)
        for claim, events in order.items():
            assert claim is None or "confirmed" not in events or "delivered" in events[: events.index("confirmed")]
            assert claim is None or events.count("confirmed") <= 1 + events.count("reopened")

    @invariant()
    def the_clock_only_goes_forward(self) -> None:
        moments = [entry.at for entry in self.history]
        assert moments == sorted(moments) and moments[-1] <= self.story.now

    @invariant()
    def the_judge_agrees_with_the_whole_board(self) -> None:
        if self.story.files[self.path] == self.judged:
            return  # time may pass without anything having been written
        self.judged = self.story.files[self.path]
        assert judge(list(self.story.records.values()), self.story.board, WORDS, self.story.now, read=self.story.files.get) == []

    def person(self, entry: Entry) -> str:
        """The human who did it: for a delivery the one it was done for, else who recorded it."""
        actor = (entry.whose or entry.by) if entry.event == "delivered" else entry.by
        return self.story.board.person_behind(actor, entry.on)


@pytest.mark.figure
def test_whatever_neighbours_do_no_law_is_broken(figure: Callable[..., None]) -> None:
    tried.clear()
    checks = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)
    how = settings(max_examples=RUNS, stateful_step_count=STEPS, deadline=None, phases=(Phase.generate,), derandomize=not NIGHTLY, suppress_health_check=checks, database=None)
    run_state_machine_as_test(Neighbours, settings=how)
    assert tried["taken"] > RUNS and tried["declined"] + tried["refused"] > RUNS
    figure("stateful-runs", tried=RUNS, failed=0, note=f"up to {STEPS} steps each")
