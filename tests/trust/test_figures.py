"""The published figures: the page shows what was recorded, and what was recorded comes from tests that are there."""

from __future__ import annotations

import re

import pytest

from records.privacy.labelled import read_first_sight
from trust.figures import (
    LANGUAGES,
    ROOT,
    ROWS,
    Collector,
    Figure,
    fill_page,
    list_short,
    name_test,
    order,
    page_of,
    print_table,
    read_recorded,
    read_titles,
)

GOOD = Figure("clock", 9, 0, 0, 0.2, "", "tests/x.py::test_x")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_what_was_recorded(lang: str) -> None:
    text = page_of(lang).read_text("utf-8")
    assert fill_page(text, order(read_recorded()), lang) == text, "run 'make figures'"


def test_no_recorded_figure_fell_short() -> None:
    recorded = read_recorded()
    assert recorded
    assert [figure.short for figure in recorded.values() if figure.short] == []


def test_every_recorded_figure_comes_from_a_marked_test_that_is_there() -> None:
    for figure in read_recorded().values():
        text = (ROOT / name_test(figure)).read_text("utf-8")
        name = figure.test.rpartition("::")[2].partition("[")[0]
        assert re.search(rf"^def {name}\b", text, re.MULTILINE), figure
        assert "mark.figure" in text, figure


def test_every_row_has_a_title_in_both_languages() -> None:
    titles = read_titles()
    assert len(ROWS) >= 24
    assert list(titles)[: len(ROWS)] == list(ROWS)
    assert all(title.keys() == set(LANGUAGES) and all(title.values()) for title in titles.values())


def test_a_missing_row_and_one_that_falls_short_are_named() -> None:
    said = list_short({"clock": GOOD._replace(tried=8), "csp": GOOD._replace(name="csp", failed=1), "new": GOOD._replace(name="new", tried=1)})
    assert "clock: tried 8, wanted 9" in said
    assert "csp: failed 1, lost 0" in said
    assert "bad-yaml: no test published it" in said
    assert "new: titles.yml has no words for it" in said


def test_parts_of_one_figure_are_added_up() -> None:
    collector = Collector()
    collector.add(GOOD)
    collector.add(GOOD._replace(slowest=1.5, failed=1))
    (found,) = collector.found.values()
    assert (found.tried, found.failed, found.slowest) == (18, 1, 1.5)


def test_the_table_in_a_terminal_names_figure_numbers_and_test() -> None:
    assert print_table([GOOD]).splitlines()[1].split() == ["clock", "9", "0", "0", "0.20", "s", "tests/x.py::test_x"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_lists_every_miss_at_first_sight(lang: str) -> None:
    text, first = page_of(lang).read_text("utf-8"), read_first_sight()
    assert sum(len(score.missed) for score in first.values()) > 0
    assert [miss for score in first.values() for miss in score.missed if f"- `{miss}`\n" not in text] == []
