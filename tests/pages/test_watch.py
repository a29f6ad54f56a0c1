"""A planned page is known by what it looked at: it is made again where something of that changed, and else not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from sample_pages import sample_context
from wishlight.metrics import Result
from wishlight.pages import Context, Page, watch
from wishlight.pages.watch import ALL, DAY, YEAR, Planned, Watch, divide
from wishlight.records.board.model import Setting, Settings

WISH, OTHER = "W-261001-1A2B3C", "p:4TD9"


def look_and_name(context: Context, look: str, given: str = "") -> tuple[tuple[str, ...], str]:
    """What a page saw that looks at one thing, and the name of all that it is made from."""

    def make(seen: Context) -> Page:
        found = {
            "record": lambda: seen.folded[WISH],
            "lack": lambda: "W-000000-000000" in seen.folded,
            "figure": lambda: seen.results["wish_counts"],
            "rule": lambda: seen.rule("min_sample"),
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


def changed_rule(context: Context, since: date) -> Context:
    """Another minimum sample from a day on."""
    rules = context.board.rules
    history = {**rules.history, "min_sample": (*rules.history["min_sample"], Setting(since, 77, ""))}
    return replace(context, board=replace(context.board, rules=Settings(history)))


def test_what_is_looked_at_is_noted() -> None:
    context = sample_context()
    seen = {look: look_and_name(context, look)[0] for look in ("record", "lack", "figure", "rule", "day", "year", "tables", "all", "nothing")}
    assert seen == {
        "record": (WISH,),
        "lack": ("W-000000-000000",),
        "figure": ("figure:wish_counts",),
        "rule": ("rule:min_sample",),
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
        ("rule", (changed_rule(context, date(2026, 12, 1)), replace(context, as_of=date(2026, 11, 24)))),
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
        ("rule", changed_rule(context, date(2026, 11, 1))),
        ("day", replace(context, as_of=date(2026, 11, 24))),
        ("year", replace(context, as_of=date(2027, 1, 5))),
        ("tables", changed_record(context, OTHER)),
        ("all", changed_record(context, OTHER)),
    ):
        assert look_and_name(context, look)[1] != look_and_name(other, look)[1], look


def test_what_is_given_besides_is_a_part_of_its_name() -> None:
    assert look_and_name(sample_context(), "record", "page 2")[1] != look_and_name(sample_context(), "record", "page 3")[1]


def test_one_record_more_changes_its_own_run_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "BATCH", 5)
    ids = [f"p:{n:04}" for n in range(300)]
    runs = list(divide("person", ids))
    assert [id for run in runs for id in run.ids] == ids
    assert len({run.key for run in runs}) == len(runs) > 20
    for more in ("p:0000a", "p:0150a", "p:0299a"):
        changed = [run for run in divide("person", sorted([*ids, more])) if run not in runs]
        assert more in [id for run in changed for id in run.ids]
        assert len(changed) <= 2  # two where the new one ends a run itself


def test_a_batch_is_known_by_what_it_looks_at_what_is_given_and_what_its_records_say() -> None:
    context = sample_context()

    def name(context: Context, given: str = "", ids: tuple[str, ...] = (), seen: tuple[str, ...] = ()) -> str:
        return Watch(context).base("key", lambda: given, ids).name(seen)

    other = changed_record(context, WISH)
    assert name(context, seen=(WISH,)) != name(other, seen=(WISH,))
    assert name(context, ids=(WISH,)) != name(other, ids=(WISH,))
    assert name(context, ids=(WISH,)) != name(context, seen=(WISH,))
    assert name(context, "one") != name(context, "another")
    assert name(context, ids=(OTHER,), seen=(OTHER,)) == name(other, ids=(OTHER,), seen=(OTHER,))


def test_pages_that_are_made_together_note_what_any_of_them_looks_at() -> None:
    context = sample_context()

    def make(seen: Context) -> Iterator[Page]:
        for text in (seen.folded[WISH].record.id, str(seen.results["wish_counts"].one()), str(seen.year)):
            yield Page(text, "zh", "home", "", "", text, "home")

    batch = Watch(context).make_whole("key", make, lambda: "given")
    assert batch.basis is not None
    assert len(list(batch.make())) == 3
    assert batch.basis.seen == {WISH, "figure:wish_counts", YEAR}
    again = Watch(changed_figure(context, "wish_counts")).make_whole("key", make, lambda: "given").basis
    assert again is not None
    assert again.name(batch.basis.seen) != batch.basis.name(batch.basis.seen)
