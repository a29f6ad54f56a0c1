"""A planned page is known by what it looked at: it is made again where something of that changed, and else not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sample_pages import sample_context
from wishlight.metrics import Result
from wishlight.pages import Context, Page, watch
from wishlight.pages.watch import ALL, DAY, YEAR, Planned, Watch

WISH, OTHER = "W-261001-1A2B3C", "p:4TD9"


def look_and_name(context: Context, look: str, given: str = "") -> tuple[tuple[str, ...], str]:
    """What a page saw that looks at one thing, and the name of all that it is made from."""

    def make(seen: Context) -> Page:
        found = {
            "record": lambda: seen.folded[WISH],
            "lack": lambda: "W-000000-000000" in seen.folded,
            "figure": lambda: seen.results["wish_counts"],
            "day": lambda: seen.as_of,
            "year": lambda: seen.year,
            "tables": lambda: seen.con,
            "all": lambda: [*seen.folded],
            "nothing": lambda: seen.words,
        }[look]()
        assert found is not None
        return Page("", "zh", "home", "", "", str(look), "home")

    planned: Planned = Watch(context).plan("", "zh", make, given)
    _, seen = planned.make()
    return seen, planned.name(seen)


def changed_record(context: Context, id: str) -> Context:
    item = context.folded[id]
    return replace(context, folded={**context.folded, id: item._replace(record=item.record._replace(head={**item.record.head, "title": "另一个题目"}))})


def changed_figure(context: Context, name: str) -> Context:
    result = context.results[name]
    return replace(context, results={**context.results, name: Result(result.metric, result.columns, (*result.rows, result.rows[0]))})


def test_what_is_looked_at_is_noted() -> None:
    context = sample_context()
    seen = {look: look_and_name(context, look)[0] for look in ("record", "lack", "figure", "day", "year", "tables", "all", "nothing")}
    assert seen == {
        "record": (WISH,),
        "lack": ("W-000000-000000",),
        "figure": ("figure:wish_counts",),
        "day": (DAY,),
        "year": (YEAR,),
        "tables": (ALL,),
        "all": (ALL,),
        "nothing": (),
    }


def test_a_page_that_saw_something_else_is_not_made_again() -> None:
    context = sample_context()
    for look, others in (
        ("record", (changed_record(context, OTHER), changed_figure(context, "wish_counts"), replace(context, as_of=date(2027, 1, 5)))),
        ("figure", (changed_record(context, WISH), changed_figure(context, "rates"))),
        ("year", (replace(context, as_of=date(2026, 12, 31)), changed_record(context, WISH))),
        ("nothing", (changed_record(context, WISH),)),
    ):
        for other in others:
            assert look_and_name(context, look) == look_and_name(other, look), look


def test_a_page_that_saw_what_changed_is_made_again() -> None:
    context = sample_context()
    for look, other in (
        ("record", changed_record(context, WISH)),
        ("figure", changed_figure(context, "wish_counts")),
        ("day", replace(context, as_of=date(2026, 11, 24))),
        ("year", replace(context, as_of=date(2027, 1, 5))),
        ("tables", changed_record(context, OTHER)),
        ("all", changed_record(context, OTHER)),
    ):
        assert look_and_name(context, look)[1] != look_and_name(other, look)[1], look


def test_names_that_are_no_longer_at_hand_are_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    context = sample_context()
    things = (DAY, "figure:wish_counts", *list(context.folded)[:5])
    names = [Watch(context).name([thing]) for thing in things]
    monkeypatch.setattr(watch, "KEPT", 3)
    few = Watch(context)
    assert [few.name([thing]) for thing in things * 2] == names * 2
    assert len(few._names) <= 4
    assert few.name([ALL]) == Watch(context).name([ALL])


def test_what_is_given_besides_is_a_part_of_its_name() -> None:
    assert look_and_name(sample_context(), "record", "page 2")[1] != look_and_name(sample_context(), "record", "page 3")[1]
