"""The search of a board with some two thousand records: two hundred questions, what a plain look finds, and how little is fetched for it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from demo.make import make_book
from search.engine import Question, ask, look_through, needs_node, write_search
from small_board import read_board
from wishlight.records.ids import make_id
from wishlight.search import Doc, make_search_of, segments

COUNT = 2000
QUESTIONS = 200
FIRST, LATER = 80_000, 30_000
"""Compressed bytes that a first search and a later one may fetch from this board, the page of twenty results included."""


@cache
def list_drafts() -> list[tuple[str, str, str]]:
    """Kind, category and a text of the demo's records, over and over."""
    drafts = [draft for draft in make_book().drafts if draft.kind in ("wish", "action", "deed")]
    return [(draft.kind, str(draft.head["category"]), str(row[name])) for draft in drafts for row in (draft.head, *draft.history) for name in ("title", "story", "note", "why") if row.get(name)]


def tell_docs(count: int = COUNT) -> Iterator[Doc]:
    """So many records of eighteen months: the demo's sentences joined anew."""
    chance = random.Random(7)
    areas = list(read_board().areas)
    for n in range(count):
        day = date(2025, 5, 20) + timedelta(days=chance.randrange(550))
        kind, category, text = chance.choice(list_drafts())
        told = (text[: chance.randint(4, 16)], "".join(chance.choice(list_drafts())[2][:30] for _ in range(chance.randint(1, 3))))
        status = "open" if day > date(2026, 11, 1) else chance.choice(("fulfilled", "closed"))
        yield Doc(make_id(kind, day, str(n)), day, kind, status, chance.choice(areas), category, told)
    yield Doc("team:lamplighters", date.min, "team", "", "xinghu", "", ("点灯人邻里队", "从修楼道灯开始的一群邻居"))


def draw_questions(docs: list[Doc]) -> list[Question]:
    """Two signs of a real text, longer pieces, pieces whose signs were mixed, two pieces, English, names, ids, short ids; a third of all with a filter."""
    chance = random.Random(11)
    asked = []
    for n in range(QUESTIONS):
        doc = chance.choice(docs)
        text = chance.choice(doc.texts)
        at = chance.randrange(max(1, len(text) - 6))
        piece = text[at : at + 2].strip() or "灯"
        longer = text[at : at + chance.randint(1, 6)].strip() or "想要"
        query = (
            piece, piece, longer, "".join(chance.sample(longer, len(longer))), f"{piece} {chance.choice(chance.choice(docs).texts)[:2].strip()}",
            chance.choice(("lamp", "Phone", "ＰＨＯＮＥ", "star", "松园", "Xinghu", "家电", "星湖 灯")), doc.id, doc.id[-6:].lower(), doc.id.replace("-", ""), "",
        )[n % 10]  # fmt: skip
        facets = {"kind": doc.kind, "area": doc.area, "status": f"{doc.kind}.{doc.status}", "category": f"{doc.kind}.{doc.category}"}
        names = chance.sample(["kind"] if doc.kind == "team" else sorted(facets), 1 + (n % 2 if doc.kind != "team" else 0)) if n % 3 == 0 or not query else []
        asked.append(Question(query, {name: facets[name] for name in names}))
    return asked


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "SEGMENT", 300)
        write_search(folder, read_board(), tell_docs())
    return folder


@needs_node
def test_two_hundred_searches_find_what_a_plain_look_finds(library: Path) -> None:
    docs = list(tell_docs())
    questions = draw_questions(docs)
    answers = ask(library, questions)
    looked = [look_through(read_board(), docs, question) for question in questions]
    assert [q for q, answer, ids in zip(questions, answers, looked, strict=True) if answer.ids != ids] == []
    assert sum(bool(ids) for ids in looked) > QUESTIONS * 3 // 4
    assert sum(len(ids) > 50 for ids in looked) > 20 < sum(0 < len(ids) < 3 for ids in looked)


@needs_node
def test_a_search_that_has_enough_looks_no_further_and_shows_the_newest(library: Path) -> None:
    docs = list(tell_docs())
    (first,) = ask(library, [Question("的", enough=20, rows=20)])
    assert not first.whole and first.ids == look_through(read_board(), docs, Question("的"))[:20]


@needs_node
def test_segments_that_hold_nothing_asked_for_are_passed_over(library: Path) -> None:
    doc = min((doc for doc in tell_docs() if doc.kind == "wish"), key=lambda doc: doc.day)
    for question in (Question(doc.id[-6:]), Question("的", {"status": "wish.open"})):
        (answer,) = ask(library, [question])
        opened = {path.split("/")[2] for path, _ in answer.fetched if path.count("/") == 3} - {"where", "ids"}
        assert len(opened) == 1, question


@needs_node
def test_few_bytes_are_fetched_by_a_first_search_and_fewer_by_a_later_one(tmp_path: Path) -> None:
    write_search(tmp_path, read_board(), tell_docs())
    asked = [question._replace(enough=21, rows=20) for question in draw_questions(list(tell_docs()))]
    first = ask(tmp_path, [question._replace(fresh=True) for question in asked])
    later = ask(tmp_path, asked)[1:]
    print("first", sorted(answer.bytes for answer in first), "later", sorted(answer.bytes for answer in later))
    assert max(answer.bytes for answer in first) <= FIRST
    assert max(answer.bytes for answer in later) <= LATER


def changed(before: list[Doc], after: list[Doc]) -> set[str]:
    """The files that differ."""
    made = [{part.path: part.make() for part in make_search_of(read_board(), docs)} for docs in (before, after)]
    return {path for path in made[0].keys() | made[1].keys() if made[0].get(path) != made[1].get(path)}


def test_another_state_of_one_record_changes_one_small_file_besides_the_first() -> None:
    docs = list(tell_docs())
    newest = max(docs, key=lambda doc: doc.day)
    files = changed(docs, [doc._replace(status="claimed") if doc is newest else doc for doc in docs])
    assert len(files) == 2 and {path.rpartition("/")[2].partition("-")[0] for path in files} == {"index.js", "facets"}


def test_one_new_record_changes_few_files_and_none_of_another_segment() -> None:
    docs = list(tell_docs())
    day = max(doc.day for doc in docs)
    new = Doc(make_id("wish", day, "new"), day, "wish", "open", "xinghu", "repair", ("想要一盏小夜灯", "夜里起床看不清路"))
    files = changed(docs, [*docs, new])
    assert len(files) <= 40
    assert {path.split("/")[2] for path in files if path.count("/") == 3} <= {day.isoformat()[:7], "where", "ids"}


def test_rows_in_any_order_give_the_same_files() -> None:
    docs = list(tell_docs(400))
    assert changed(docs, random.Random(3).sample(docs, len(docs))) == set()
