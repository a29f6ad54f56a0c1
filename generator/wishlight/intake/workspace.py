"""The board while a pass thinks: its records with the changes that this pass has already granted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from wishlight.intake.change import Change, judge_board, judge_change, read_change
from wishlight.intake.desk import Desk, Source
from wishlight.problems import Problem
from wishlight.records.board.model import Board
from wishlight.records.model import Record
from wishlight.words import Words

MOST_WAITING = 20
"""Forms of one account that may wait for a review at a time, the lowest numbers first: a flood of them costs its sender's patience alone."""


@dataclass
class Workspace:
    """Records and files of one commit, and on top of them what was granted since: `granted` by path, oldest first."""

    board: Board
    records: dict[str, Record]
    files: Mapping[str, bytes]
    now: datetime
    words: Words
    permissions: Mapping[int, str] = field(default_factory=dict)
    granted: dict[str, Change] = field(default_factory=dict)
    _waiting: Counter[int] = field(default_factory=Counter)
    _known: dict[str, list[Problem]] = field(default_factory=dict)

    def read(self, path: str) -> bytes | None:
        """A file as it will be after what was granted."""
        return self.granted[path].text.encode() if path in self.granted else self.files.get(path)

    def may_wait(self, account: int | None, person: str | None, day: date) -> bool:
        """Count one more form of an account that waits for a review; whether it may. Who holds a post enters for many."""
        if account is None or person in {post.holder_on(day) for post in self.board.posts.values()} - {None}:
            return True
        self._waiting[account] += 1
        return self._waiting[account] <= MOST_WAITING

    def desk(self, person: str, source: Source) -> Desk:
        """A desk at which one person acts now."""
        return Desk(self.board, self.records, self.now, person, source, self.read)

    def refuse(self, change: Change, desk: Desk, words: Words) -> list[Problem]:
        """What the judge has against a change, in one language. What was wrong before this pass is held against nobody."""
        if words.lang not in self._known:
            self._known[words.lang] = judge_board(self.desk("", Source("form")), words)
        found = judge_change(change, desk, words, self._known[words.lang])
        return [problem for problem in found if problem.level == "refuse"]

    def grant(self, change: Change) -> None:
        """Take a change over, so that whoever comes next meets it."""
        record = read_change(change, self.board, self.words)
        self.records[record.id] = record
        earlier = self.granted.get(change.path)
        self.granted[change.path] = replace_before(change, earlier)

    def try_grant(self, change: Change, desk: Desk) -> bool:
        """Grant a change unless the judge refuses it."""
        refused = bool(self.refuse(change, desk, self.words))
        if not refused:
            self.grant(change)
        return not refused


def replace_before(change: Change, earlier: Change | None) -> Change:
    """A change on top of another one in the same file, as one change of the file that is there."""
    if earlier is None:
        return change
    return change._replace(before=earlier.before, entries=(*earlier.entries, *change.entries))


