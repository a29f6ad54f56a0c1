"""A small board on which a test lives through a story: each act goes through the same makers and the same judge as a form's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from wishlight.intake.change import Change, Draft, judge_change, make_change, write_change
from wishlight.intake.desk import Desk, Source
from wishlight.problems import Problem
from wishlight.records.board import Board, Holder, Post, load_board
from wishlight.records.model import Record
from wishlight.records.shape import Shape
from wishlight.records.store import kind_of
from wishlight.words import load_words

ROOT = Path(__file__).parents[2]
WORDS = load_words("zh")
ZONE = ZoneInfo("Asia/Shanghai")
WISH = {
    "title": "给三楼过道添一盏感应灯",
    "kind": "public-space",
    "category": "shared-space",
    "area": "xinghu-3",
    "place": "outdoors",
    "beneficiary": "neighbours",
    "urgency": "normal",
    "minutes": 60,
}
ACTION = {
    "title": "社区理发磨刀",
    "category": "handy-services",
    "area": "xinghu",
    "place": "星湖社区服务站",
    "starts": "2026-03-14T08:00:00+08:00",
    "ends": "2026-03-14T11:00:00+08:00",
    "capacity": 2,
    "minutes": 180,
}
POSTS = {"m1": ("maintainer", "yunxi"), "g13": ("grid", "xinghu-3"), "h1": ("hall", "xinghu"), "c1": ("council", "xinghu")}


@dataclass
class Story:
    """Files by path, the records they hold, a clock, and the people by the name the test gives them."""

    board: Board
    files: dict[str, bytes] = field(default_factory=dict)
    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
    people: dict[str, str] = field(default_factory=dict)
    issues: int = 0

    @property
    def records(self) -> Mapping[str, Record]:
        found = {}
        for path, data in self.files.items():
            record, problems = Shape(self.board, kind_of(path) or "").read(path, data, WORDS)
            assert record, problems
            found[record.id] = record
        return found

    def desk(self, who: str = "", *, post: str | None = None, whose: str | None = None, account: int | None = None) -> Desk:
        self.issues += 1
        source = Source("form", issue=self.issues, account=account)
        return Desk(self.board, self.records, self.now, self.people.get(who, ""), source, self.files.get, post, whose)

    def try_change(self, form: str, who: str, **answers: object) -> tuple[Change, list[Problem]]:
        desk = self.desk(who)
        change = make_change(form, answers, desk)
        return change, judge_change(change, desk, WORDS)

    def do(self, form: str, who: str = "", **answers: object) -> Change:
        """An act that the judge agrees with."""
        change, problems = self.try_change(form, who, **answers)
        assert problems == []
        return self.apply(change)

    def record_event(self, record: str, post: str, event: str, **columns: object) -> Change:
        """An entry by a post that no form makes, such as `published`."""
        desk = self.desk(post=post)
        found = self.records[record]
        change = write_change(Draft(found.kind, record, None, ({"event": event, **columns},), None), desk)
        assert judge_change(change, desk, WORDS) == []
        return self.apply(change)

    def apply(self, change: Change) -> Change:
        self.files[change.path] = change.text.encode()
        self.now += timedelta(minutes=10)
        return change

    def join(self, name: str, **answers: object) -> str:
        change = self.do("join", what="person", area="xinghu", **{"age": "adult", **answers})
        self.people[name] = change.record
        return change.record


def start_story() -> Story:
    """The example board's settings with four posts of its own and nobody in them yet but their holders."""
    board, problems = load_board(ROOT, WORDS)
    assert not problems
    story = Story(replace(board, posts={}))
    for id in POSTS:
        story.join(id)
    story.board = replace(board, posts={id: make_post(id, duty, area, story.people[id]) for id, (duty, area) in POSTS.items()})
    return story


def make_post(id: str, duty: str, area: str, person: str) -> Post:
    return Post(id, duty, area, {"zh": id, "en": id}, (Holder(person, date(2025, 11, 1), None),))
