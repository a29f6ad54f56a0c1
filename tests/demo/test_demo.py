"""The demo community is made by a script; these are the promises the script keeps."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from demo.cast import volunteers
from demo.clock import FIRST, LAST
from demo.make import make_book, make_files
from demo.texts import read_all, read_rows
from wishlight.records.board import Board
from wishlight.records.judge import judge
from wishlight.records.model import Record
from wishlight.words import load_words

ROOT = Path(__file__).parents[2]
SOURCES = ROOT.parent / "shared" / "data"


def test_the_script_writes_exactly_the_files_that_are_committed() -> None:
    for path, text in make_files(make_book()).items():
        assert (ROOT / path).read_bytes() == text.encode(), f"{path} differs; run `make demo`"


def test_no_record_stands_there_that_the_script_does_not_tell(records: list[Record]) -> None:
    assert {record.path for record in records} <= set(make_files(make_book()))


def test_the_script_gives_the_same_bytes_twice() -> None:
    assert make_files(make_book()) == make_files(make_book())


def test_the_judge_finds_nothing_to_say(records: list[Record], board: Board) -> None:
    def read(path: str) -> bytes | None:
        return (ROOT / path).read_bytes() if (ROOT / path).is_file() else None

    assert judge(records, board, load_words("en"), now=None, read=read) == []


def test_there_is_enough_of_everything(records: list[Record], board: Board) -> None:
    kinds = Counter(record.kind for record in records)
    assert kinds["wish"] >= 150
    assert kinds["action"] >= 45
    assert kinds["deed"] >= 40
    assert kinds["team"] >= 10
    assert kinds["person"] >= 75
    assert kinds["report"] == 12
    assert sum(person.rank != "x" for person in volunteers().values()) >= 60
    assert {record.head["team_kind"] for record in records if record.kind == "team"} == {
        "branch",
        "company",
        "school",
        "shop",
        "ngo",
        "neighbours",
    }


def test_the_year_is_the_demo_year(records: list[Record]) -> None:
    days = [entry.at.date() for record in records for entry in record.history]
    assert min(days) == FIRST
    assert max(days) <= LAST
    months = Counter(f"{record.history[0].on:%Y-%m}" for record in records if record.kind == "wish")
    assert len(months) == 13
    assert min(count for month, count in months.items() if month > "2025-11") >= 10


def test_nobody_writes_the_same_note_twice(records: list[Record]) -> None:
    notes = Counter(
        entry.data["note"]
        for record in records
        for entry in record.history
        if entry.event in ("delivered", "confirmed", "reported") and "note" in entry.data
    )
    assert {note for note, times in notes.items() if times > 1} <= {"份子已交牵头人。"}
    titles = Counter(record.head["title"] for record in records if "title" in record.head)
    assert {title for title, times in titles.items() if times > 1} <= {"一套学习用品"}


def test_no_phone_number_address_or_account_is_written_down(records: list[Record]) -> None:
    for record in records:
        text = (ROOT / record.path).read_text("utf-8")
        free = " ".join(re.findall('"([^"]*)"', text))
        assert not re.search(r"\d{7,}|@|https?:|微信号|身份证号|\d{1,2}-\d{3,4}室|\d+号楼?\d+室", free), record.path


def test_the_texts_rest_on_the_published_wishes() -> None:
    numbers = {int(row[0][1:]) for row in read_all("wishes-") if re.fullmatch(r"w\d+", row[0])}
    assert len(numbers) >= 100
    assert numbers <= set(range(1, 186))


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the published source lists are not on this machine")
def test_no_sentence_is_copied_from_the_published_wishes() -> None:
    with (SOURCES / "wishes.csv").open(encoding="utf-8", newline="") as file:
        stories = [row["story"] for row in csv.DictReader(file) if len(row["story"]) > 12]
    told = {cell for row in read_all("wishes-") for cell in (row[7], *row[9:11]) if cell}
    assert len(stories) > 20
    assert not [text for text in told for story in stories if story in text]


def test_rows_of_every_table_have_their_cells() -> None:
    assert all(len(row) >= 9 for row in read_all("wishes-"))
    assert all(len(row) == 8 for name in ("teams.txt", "people.txt") for row in read_rows(name))
