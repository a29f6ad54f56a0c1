"""Starlight: its boards and what each place says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sample_pages import Seen, sample_context, sample_pages
from wishlight.metrics import Result
from wishlight.pages import Context, make_kind
from wishlight.pages.boards import list_boards, list_spans

NAMED: dict[str, Any] = {"period": "2026-Q4", "place": 1, "tied": False, "person": "p:4TD9", "number": 7, "points": 1200, "minutes": 90, "records": 3, "suppressed": False}
NUMBERED = {**NAMED, "place": 2, "tied": True, "person": None, "number": 3, "points": 9}
FEW = {**dict.fromkeys(NAMED), "period": "2026-Q3", "suppressed": True}


def with_rows(name: str, *rows: dict[str, Any]) -> Context:
    context = sample_context()
    result = context.results[name]
    filled = tuple(tuple(row[column] for column in result.columns) for row in rows)
    return replace(context, results={**context.results, name: result._replace(rows=filled)})


def board(context: Context, name: str, lang: str) -> Seen:
    return Seen(next(page for page in make_kind(context, "starlight") if page.path == f"starlight/{name}/" and page.lang == lang).body)


def test_every_leaderboard_among_the_figures_has_a_page() -> None:
    names = {result.metric.name for result in list_boards(sample_context())}
    assert {"volunteers_month", "teams_all", "communities_season"} <= names
    assert {path for path, _ in sample_pages("starlight")} == {"starlight/", *(f"starlight/{name}/" for name in names)}


def test_a_new_leaderboard_gets_its_page_and_stands_under_its_own_title() -> None:
    context = with_rows("volunteers_season", NAMED)
    known = context.results["volunteers_season"]
    new = known._replace(metric=known.metric._replace(name="most_helpful"))
    seen = board(replace(context, results={**context.results, "most_helpful": new}), "most_helpful", "en")
    assert ("a", {"href": "../../starlight/most_helpful/", "aria-current": "page"}) in seen.tags


def test_a_place_names_whoever_agreed_and_nobody_else() -> None:
    seen = board(with_rows("volunteers_season", NAMED, NUMBERED), "volunteers_season", "zh")
    assert "1林<i>小满90 分钟，3 件1,200 分" in seen.text
    assert "2一位志愿者（本月 3 号）并列 · 90 分钟，3 件9 分" in seen.text
    assert "../../person/4td9/" in seen.links()


def test_a_span_with_too_few_people_says_so() -> None:
    seen = board(with_rows("volunteers_season", NAMED, FEW), "volunteers_season", "zh")
    assert seen.text.index("2026 年四季度") < seen.text.index("2026 年三季度") < seen.text.index("这段时间人太少，不排名。")


def test_what_a_board_shows_is_marked_for_the_recount() -> None:
    seen = board(with_rows("volunteers_season", NAMED, NUMBERED), "volunteers_season", "zh")
    marks = [(attrs["data-column"], attrs["data-row"], attrs["data-value"]) for _, attrs in seen.tags if attrs.get("data-metric") == "volunteers_season"]
    assert marks == [("place", "0", "1"), ("points", "0", "1200"), ("place", "1", "2"), ("points", "1", "9")]


def test_communities_are_a_table_of_all_that_places_them() -> None:
    result: Result = sample_context().results["communities_season"]
    (first, *_) = list_spans(sample_context(), result, "en")
    assert first.places == []
    assert first.table is not None
    assert [text for text, _ in first.table.columns][:2] != []
    assert "period" not in first.table.names


def test_the_first_page_tells_stars_badges_and_how_they_are_counted() -> None:
    seen = Seen(sample_pages("starlight")["starlight/", "en"].body)
    assert [attrs["aria-label"] for _, attrs in seen.with_class("stars")] == ["5 stars", "4 stars", "3 stars", "2 stars", "1 star"]
    assert len(seen.with_class("badge")) == 6
    assert "../figure/star_levels/" in seen.links()
