"""Life stories told entry by entry: every step is accepted, only appends pass, and any day can be read back as it was."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from record_cases import BOARD, load_case_board, read_neighbours, shape_of
from story_cases import STORIES, Step, Story, read_story
from wishlight.records.audit import audit_history
from wishlight.records.changes import compare_bytes
from wishlight.records.fold import fold_action, fold_deed, fold_person, fold_wish, run_history
from wishlight.records.judge import judge
from wishlight.records.model import Record
from wishlight.words import load_words

WORDS = load_words("en")
FOLDS = {"wish": fold_wish, "action": fold_action, "deed": fold_deed}


@pytest.fixture(params=STORIES, ids=lambda file: file.stem)
def story(request: pytest.FixtureRequest) -> Story:
    return read_story(request.param)


def _read(story: Story, files: Mapping[str, bytes]) -> list[Record]:
    records = []
    for path, data in files.items():
        record, problems = shape_of(story.kinds[path]).read(path, data, WORDS)
        assert record is not None, problems
        records.append(record)
    return records


def _fold(record: Record, day: date) -> dict[str, Any]:
    board = load_case_board()
    if record.kind == "person":
        return fold_person(record, day)._asdict()
    return dict(FOLDS[record.kind](record, board, day)._asdict())


def test_there_are_enough_stories() -> None:
    assert len(STORIES) >= 25
    assert sum(len(read_story(file).steps) for file in STORIES) >= 150


def test_every_step_of_a_story_is_accepted_on_its_day(story: Story) -> None:
    files: dict[str, bytes] = {}
    for step in story.steps:
        files[step.path] = step.text
        records = [*read_neighbours(), *_read(story, files)]
        read = {**files}.get
        found = judge(records, load_case_board(), WORDS, step.at, read=lambda path, read=read: read(path) or _read_neighbour(path))  # type: ignore[misc]
        assert [p for p in found if p.path in files] == []


def _read_neighbour(path: str) -> bytes | None:
    return (BOARD / path).read_bytes() if (BOARD / path).is_file() else None


def test_every_step_of_a_story_only_appends(story: Story) -> None:
    files: dict[str, bytes] = {}
    for step in story.steps:
        if step.path in files:
            assert list(compare_bytes(step.path, files[step.path], step.text)) == []
        files[step.path] = step.text


def test_a_story_comes_to_what_it_says_on_each_day(story: Story) -> None:
    records = {record.path: record for record in _read(story, {step.path: step.text for step in story.steps})}
    for expected in story.expect:
        day = date.fromisoformat(expected["as_of"])
        state = _fold(records[story.paths[expected["record"]]], day)
        told = {key: value for key, value in expected.items() if key not in ("as_of", "record")}
        assert {key: "null" if state[key] is None else str(state[key]) for key in told} == told
    assert story.expect


def test_a_day_read_back_later_is_the_day_as_it_was(story: Story) -> None:
    last = _read(story, {step.path: step.text for step in story.steps})
    if story.name == "consent-withdrawn":
        return  # a withdrawal reaches back on purpose
    days = {step.at.date() for step in story.steps}
    for day in sorted(days | {day + timedelta(days=1) for day in days}):
        then = {step.path: step.text for step in story.steps if step.at.date() <= day}
        for record in _read(story, then):
            final = next(r for r in last if r.path == record.path)
            assert _fold(final, day) == _fold(record, day)
            assert run_history(final, day).illegal == []


def test_any_old_entry_dropped_changed_or_moved_is_refused(story: Story) -> None:
    last = {step.path: step.text for step in story.steps}
    tampered = 0
    for path, text in last.items():
        lines = text.decode().split("\n")
        first = lines.index("history:") + 1
        for n in range(first, len(lines) - 1):
            broken = [
                [*lines[:n], *lines[n + 1 :]],
                [*lines[:n], lines[n].replace("at: 2026", "at: 2025", 1), *lines[n + 1 :]],
                [*lines[:n], lines[n].replace("event: ", "event: x", 1), *lines[n + 1 :]],
                [*lines[: n - 1], lines[n], lines[n - 1], *lines[n + 1 :]] if n > first else lines[:first],
            ]
            for change in broken:
                found = list(compare_bytes(path, text, "\n".join(change).encode()))
                # A record without any entry is no record any more: the reader itself refuses it.
                assert found or change == lines[:first] or len(change) <= first + 1
                tampered += 1
    assert tampered >= 4


def make_repository(root: Path, steps: list[Step] | tuple[Step, ...]) -> None:
    """A git repository with one commit a step, made in one go by `git fast-import`."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
    stream = b""
    for n, step in enumerate(steps):
        when = int(step.at.timestamp())
        stream += b"commit refs/heads/main\ncommitter t <t@users.noreply.example> %d +0800\ndata 1\n%d\n" % (when, n % 10)
        stream += b"M 100644 inline %s\ndata %d\n%s\n" % (step.path.encode(), len(step.text), step.text)
    subprocess.run(["git", "-C", str(root), "fast-import", "--quiet"], input=stream, check=True)


def test_the_audit_of_all_stories_proves_that_nothing_was_changed(tmp_path: Path) -> None:
    steps = sorted((step for file in STORIES for step in read_story(file).steps), key=lambda step: step.at)
    make_repository(tmp_path, steps)
    found = audit_history(tmp_path)
    assert found.broken == ()
    assert found.commits == found.versions == len(steps)
    assert found.records == len({step.path for step in steps})
    assert found.entries == len(steps)
    assert found.redactions == 3


def test_the_audit_finds_the_one_commit_that_changed_an_old_entry(tmp_path: Path) -> None:
    story = next(read_story(file) for file in STORIES if file.stem == "annulled-confirmation")
    last = story.steps[-1]
    forged = last.text.replace(b"minutes: 60}", b"minutes: 90}", 1)
    assert forged != last.text
    make_repository(tmp_path, [*story.steps, last._replace(text=forged), last])
    found = audit_history(tmp_path)
    assert [rule for _, rule, _ in found.broken] == ["entry-changed", "entry-changed"]
    assert len({commit for commit, _, _ in found.broken}) == 2
