"""The page of how fast it is: it shows what is kept and nothing else, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.book import Book, Row, middle, read_book, write_book
from benchmarks.goals import Floor, list_floors, list_goals
from benchmarks.report import LANGUAGES, make_page, number, page_of, read_words, seconds

MACHINE = {"cores": "2", "processor": "x", "memory": "24 GiB", "system": "Linux", "disk": "tmpfs"}
SESSIONS = {"a": {"machine": MACHINE, "versions": {"python": "3.11"}}, "b": {"machine": MACHINE, "versions": {"python": "3.11"}}}


def make_book(*rows: Row) -> Book:
    return Book({row.key: row for row in rows}, SESSIONS, {})


def row(size: int, side: str, what: str, session: str = "a", stopped: str = "", **values: float) -> Row:
    return Row(size, side, what, {"wall": 1.0, "cpu": 1.0, "memory": 1e9, **values}, 3, session, stopped)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_what_is_kept(lang: str) -> None:
    assert page_of(lang).read_text("utf-8") == make_page(read_book(), lang), "run 'python -m tests.benchmarks --pages-only'"


def test_both_languages_say_the_same_things() -> None:
    def shape(words: object) -> object:
        return {key: shape(value) for key, value in words.items()} if isinstance(words, dict) else type(words)

    first, second = (shape(read_words()[lang]) for lang in LANGUAGES)
    assert first == second


def test_every_goal_has_its_sentences_and_all_its_numbers_in_them() -> None:
    for goal in list_goals(make_book()):
        for lang in LANGUAGES:
            says, measured = read_words()[lang]["goals"][goal.name]
            assert says
            assert [f"{{{n}}}" in measured for n in range(len(goal.parts))] == [True] * len(goal.parts)
    assert {goal.name for goal in list_goals(make_book())} == set(read_words()["en"]["goals"])


def test_a_goal_is_reached_missed_or_open() -> None:
    hugo = row(1000, "hugo-yaml", "cold")
    find = {goal.name: goal for goal in list_goals(make_book(hugo, row(1000, "ours", "pages-kept", wall=0.9)))}
    assert find["pages-1k"].reached is True
    assert find["pages-100k"].reached is None
    find = {goal.name: goal for goal in list_goals(make_book(hugo, row(1000, "ours", "pages-kept", wall=1.1)))}
    assert find["pages-1k"].reached is False


def test_a_goal_that_reading_alone_uses_up_is_told() -> None:
    book = make_book(row(1000, "hugo-yaml", "cold", wall=2.0))
    book.phases["1000"] = [{"name": "read", "wall": 1.5, "cpu": 1.5}, {"name": "check", "wall": 1.0, "cpu": 1.0}, {"name": "site", "wall": 9.0, "cpu": 9.0}]
    assert list_floors(book) == [Floor("pages-1k", 2.0, 2.5, "judging")]
    book.phases["1000"][0]["wall"] = 0.5
    assert list_floors(book) == []


def test_a_goal_that_one_look_at_the_files_uses_up_is_told() -> None:
    status, load = row(100_000, "git", "status", wall=0.8), row(100_000, "pyyaml", "load", records=100_000)
    starts = (row(0, "python", "start", wall=0.02), row(0, "ours", "help", wall=0.12))
    assert list_floors(make_book(status, load, *starts, row(100_000, "ours", "everything", files=200_000))) == [
        Floor("check-one", 0.5, pytest.approx(0.9), "asking"),
        Floor("nothing", pytest.approx(1.5), pytest.approx(2.4), "looking"),
    ]
    assert list_floors(make_book(row(100_000, "git", "status", wall=0.4), load, row(100_000, "ours", "everything", files=10_000))) == []


def test_a_goal_that_is_used_up_before_the_first_page_is_told() -> None:
    book = make_book(row(10_000, "ours", "claim", wall=2.0))
    book.phases["100000 claim"] = [{"name": "read", "wall": 4.5, "cpu": 1.0}, {"name": "site", "wall": 9.0, "cpu": 1.0}]
    assert list_floors(book) == [Floor("claim-growth", 4.0, 4.5, "counting")]


def test_the_steps_after_a_claim_stand_side_by_side() -> None:
    book = make_book(row(1000, "ours", "claim"), row(10_000, "ours", "claim"))
    book.phases["1000 claim"] = [{"name": "read", "wall": 0.5, "cpu": 0.5}]
    book.phases["10000 claim"] = [{"name": "read", "wall": 1.5, "cpu": 0.5}, {"name": "site", "wall": 2.0, "cpu": 1.0}]
    assert "| Step | 1,000 | 10,000 |\n| --- | --- | --- |\n| read | 0.50 | 1.50 |\n| site | — | 2.00 |" in make_page(book, "en")


def test_two_sides_of_different_sessions_are_never_held_together() -> None:
    book = make_book(row(1000, "hugo-yaml", "cold", "b"), row(1000, "ours", "pages-kept"))
    assert book.ratio(1000, ("ours", "pages-kept"), ("hugo-yaml", "cold")) is None


def test_a_side_that_was_stopped_is_said_to_be_and_has_no_ratio() -> None:
    book = make_book(row(1000, "zensical", "cold", stopped="memory"), row(1000, "ours", "everything", files=3, bytes=5e6))
    page = make_page(book, "en")
    assert "| Zensical | over 16 GB |" in page
    assert "| Ours, everything | 3 / 5 |" in page
    assert book.value(1000, "zensical", "cold") is None


def test_a_growth_exponent_is_the_slope_between_two_sizes() -> None:
    book = make_book(row(1000, "ours", "everything"), row(10_000, "ours", "everything", wall=10.0))
    assert "| Ours, everything | 1.00 |" in make_page(book, "en")


def test_what_was_not_measured_again_stays_with_its_own_session(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    write_book(make_book(row(1000, "ours", "everything"), row(10_000, "ours", "everything", "b")), file)
    book = read_book(file)
    book.rows[1000, "ours", "everything"] = row(1000, "ours", "everything", "b")
    write_book(book, file)
    again = read_book(file)
    assert set(again.sessions) == {"b"}
    assert {row.session for row in again.rows.values()} == {"b"}


def test_medians_are_kept_to_what_can_be_told_apart() -> None:
    assert middle([{"wall": 3.0, "files": 1}, {"wall": 1.0}, {"wall": 2.00004}]) == {"wall": 2.0, "files": 1}


def test_numbers_have_few_digits() -> None:
    assert [seconds(value) for value in (0.123, 12.34, 1234.5)] == ["0.12", "12.3", "1,234"]
    assert [number(value) for value in (0.0312, 0.314, 3.0, 31.41)] == ["0.031", "0.31", "3", "31.4"]
