"""Reading a whole board: each file once, the unchanged from the cache, the bad ones named and the rest still read."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from wishlight.records import reading
from wishlight.records.board import Board, load_board
from wishlight.records.ids import make_id
from wishlight.records.reading import CACHE, read_records
from wishlight.records.store import place_of, walk
from wishlight.words import load_words

ROOT = Path(__file__).parents[2]
WORDS = load_words("en")

WISH = """# yaml-language-server: $schema=../../../../site_config/schema/wish.json
id: {id}
title: "想要一盏小夜灯"
category: small-appliance
area: xinghu-1
beneficiary: elder
kind: goods
place: hall
minutes: 60
urgency: normal
source: {{channel: hall, slip: "{slip}"}}
history:
- {{at: 2026-03-02T09:30:00+08:00, event: submitted, by: post:h1}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "site_config", tmp_path / "site_config", ignore=shutil.ignore_patterns("theme"))
    return tmp_path


@pytest.fixture
def board(root: Path) -> Board:
    board, problems = load_board(root, WORDS)
    assert problems == []
    return board


def add_wish(root: Path, slip: str) -> Path:
    from datetime import date

    id = make_id("wish", date(2026, 3, 2), f"slip/{slip}")
    path = root / place_of("wish", id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(WISH.format(id=id, slip=slip), "utf-8")
    return path


def test_every_file_is_parsed_the_first_time_and_none_the_second(root: Path, board: Board) -> None:
    paths = [add_wish(root, slip) for slip in ("1", "2", "3")]
    first = read_records(root, board, WORDS)
    assert sorted(first.parsed) == sorted(p.relative_to(root).as_posix() for p in paths)
    second = read_records(root, board, WORDS)
    assert second.parsed == []
    assert second.records == first.records


def test_one_appended_entry_parses_one_file(root: Path, board: Board) -> None:
    paths = [add_wish(root, slip) for slip in ("1", "2", "3")]
    read_records(root, board, WORDS)
    with paths[1].open("a", encoding="utf-8") as file:
        file.write("- {at: 2026-03-02T15:10:00+08:00, event: published, by: post:m1}\n")
    again = read_records(root, board, WORDS)
    assert again.parsed == [paths[1].relative_to(root).as_posix()]
    assert [len(r.history) for r in again.records if r.path in again.parsed] == [2]


def test_a_touched_but_unchanged_file_is_not_parsed(root: Path, board: Board) -> None:
    path = add_wish(root, "1")
    read_records(root, board, WORDS)
    os.utime(path, ns=(1, 1))
    assert read_records(root, board, WORDS).parsed == []


def test_a_removed_file_is_forgotten(root: Path, board: Board) -> None:
    path = add_wish(root, "1")
    add_wish(root, "2")
    read_records(root, board, WORDS)
    path.unlink()
    assert len(read_records(root, board, WORDS).records) == 1


@pytest.mark.parametrize("known", [False, True])
def test_a_file_that_goes_while_it_is_read_was_never_there(root: Path, board: Board, known: bool) -> None:
    stays, gone = add_wish(root, "7"), add_wish(root, "8")
    if known:
        read_records(root, board, WORDS)
        os.utime(gone, ns=(1, 1))
    seen = walk(root)
    gone.unlink()
    reading = read_records(root, board, WORDS, walked=seen)
    assert [record.path for record in reading.records] == [*reading.blobs] == [stays.relative_to(root).as_posix()]
    assert not reading.problems


def test_a_broken_file_is_named_and_the_others_are_read(root: Path, board: Board) -> None:
    add_wish(root, "1")
    broken = add_wish(root, "2")
    broken.write_text(broken.read_text("utf-8").replace("minutes: 60", "minutes: an hour"), "utf-8")
    reading = read_records(root, board, WORDS)
    assert len(reading.records) == 1
    assert [(p.path, p.line, p.rule) for p in reading.problems] == [(broken.relative_to(root).as_posix(), 9, "wrong-type")]
    assert read_records(root, board, WORDS).problems == reading.problems, "a broken file is never cached as good"


def test_a_damaged_cache_is_made_anew(root: Path, board: Board) -> None:
    add_wish(root, "1")
    first = read_records(root, board, WORDS)
    (root / CACHE).write_bytes(b"\x93\x01 not a cache")
    assert read_records(root, board, WORDS).records == first.records


def test_a_changed_choice_parses_everything_again(root: Path, board: Board) -> None:
    add_wish(root, "1")
    read_records(root, board, WORDS)
    areas = root / "site_config" / "areas.yml"
    areas.write_text(areas.read_text("utf-8").replace("id: xinghu-1,", "id: xinghu-11,"), "utf-8")
    changed, _ = load_board(root, WORDS)
    reading = read_records(root, changed, WORDS)
    assert [p.rule for p in reading.problems] == ["not-a-choice"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_among_the_records_is_refused(root: Path, board: Board) -> None:
    path = add_wish(root, "1")
    path.with_name("W-260302-LINK00.yml").symlink_to(path)
    reading = read_records(root, board, WORDS)
    assert [p.rule for p in reading.problems] == ["not-a-file"]
    assert len(reading.records) == 1


ENTRY = "- {at: 2026-03-02T15:10:00+08:00, event: published, by: post:m1}\n"


def change_some(root: Path, chance: random.Random) -> None:
    """A few files come, go, say something else, can't be read any more or again, or are touched."""
    for _ in range(chance.randint(0, 4)):
        files = sorted((root / "wishes").rglob("*.yml"))
        match chance.choice(("add", "add", "tell", "break", "mend", "touch", "remove")) if files else "add":
            case "add":
                add_wish(root, str(chance.randrange(10**6)))
            case "tell":
                path = chance.choice(files)
                path.write_text(path.read_text("utf-8") + ENTRY, "utf-8")
            case "break":
                path = chance.choice(files)
                path.write_text(path.read_text("utf-8").replace("minutes: 60", "minutes: an hour"), "utf-8")
            case "mend":
                for path in files:
                    path.write_text(path.read_text("utf-8").replace("an hour", "60"), "utf-8")
            case "touch":
                os.utime(chance.choice(files), ns=(chance.randrange(10**9), chance.randrange(10**9)))
            case "remove":
                chance.choice(files).unlink()


@pytest.mark.parametrize("apart", [0, 400, reading.APART])
def test_after_any_changes_the_same_is_read_as_without_a_cache(root: Path, board: Board, monkeypatch: pytest.MonkeyPatch, apart: int) -> None:
    monkeypatch.setattr(reading, "APART", apart)
    chance, before = random.Random(apart), dict[str, str]()
    for _ in range(40):
        change_some(root, chance)
        again, plain = read_records(root, board, WORDS), read_records(root, board, WORDS, use_cache=False)
        assert again.records == plain.records
        assert [*again.records.list_keys()] == [(record.kind, record.id) for record in plain.records]
        assert again.problems == plain.problems
        now = {**again.blobs}
        assert [*now.items()] == [*{**plain.blobs}.items()]
        if before:
            assert again.since.changed == {path for path in now if now[path] != before.get(path)}
            assert again.since.gone == before.keys() - now.keys()
        before = now
    assert len(before) > 5
