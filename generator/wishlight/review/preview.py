"""What the last whole quarter would have looked like, had the changed rules held in it: the records are those of the base, only the rules differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from wishlight.pages.cells import show_number
from wishlight.problems import Problem
from wishlight.records.board import Board
from wishlight.records.board.model import Setting, Settings
from wishlight.records.case import Case, Finding, make_case
from wishlight.records.context import Context
from wishlight.records.fold import WishState
from wishlight.records.judge import explain_findings, run_rules
from wishlight.review.counts import Results, count_side, tell_moved, tell_places
from wishlight.review.pen import Pen, Said
from wishlight.review.sides import Side
from wishlight.tables import fold_all
from wishlight.words import Words


class Quarter(NamedTuple):
    """Three months; `name` as leaderboards write it: 2026-Q3."""

    name: str
    since: date
    until: date


class Trial(NamedTuple):
    """A quarter under one set of rules: its figures, the claims the board would have taken back, and what the judge would have refused."""

    results: Results
    lapses: int
    refused: tuple[Problem, ...]


class Preview(NamedTuple):
    """The quarter as it was and as it would have been."""

    quarter: Quarter
    old: Trial
    new: Trial


def last_quarter(day: date) -> Quarter:
    """The quarter before the one that a day lies in."""
    until = date(day.year, (day.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
    since = date(until.year, until.month - 2, 1)
    return Quarter(f"{until.year}-Q{until.month // 3}", since, until)


def make_preview(base: Side, rules: Mapping[str, Setting], as_of: date, words: Words) -> Preview | None:
    """Last quarter with the base's records, under its own rules and under the changed ones; None where nothing was recorded by its end.

    Raises UnknownYearError where a deadline falls in a year without holidays.
    """
    quarter = last_quarter(as_of)
    if not any(record.history and record.history[0].at.date() <= quarter.until for record in base.records.values()):
        return None
    tried = base._replace(board=with_rules(base.board, rules, quarter.since))
    return Preview(quarter, _try(base, quarter, words), _try(tried, quarter, words))


def with_rules(board: Board, rules: Mapping[str, Setting], since: date) -> Board:
    """A board whose given rules hold their new value from a day on; what held before stays."""
    history = dict(board.rules.history)
    for name, setting in rules.items():
        earlier = tuple(known for known in history.get(name, ()) if known.since < since)
        history[name] = (*earlier, Setting(since, setting.value, setting.why))
    return replace(board, rules=Settings(history))


def tell_preview(preview: Preview, board: Board, pen: Pen) -> Iterator[Said]:
    """The main figures that differ; nothing where none does."""
    old, new = preview.old, preview.new
    yield from _tell_month_sums(preview, pen)
    yield from _tell_stars(old.results, new.results, pen)
    yield from _tell_in_time(old.results, new.results, pen)
    if old.lapses != new.lapses:
        yield pen("review.moved", what=pen("review.preview.lapses"), before=str(old.lapses), after=str(new.lapses))
    yield from _tell_refused(old.refused, new.refused, pen)
    yield from tell_moved(old.results, new.results, board, pen)
    yield from tell_places(old.results, new.results, board, pen)


def count_lapses(side: Side, quarter: Quarter) -> int:
    """The claims that stood still beyond their deadline and the days of grace, where that moment lies in the quarter.

    The deadline is counted from the introduction where there was one, else from the claim; an extension that was granted stands in its
    place. Whoever delivered, gave back or was turned down before it did not stand still.
    """
    folded = fold_all((record for record in side.records.values() if record.kind == "wish"), side.board, quarter.until)
    states = (item for item in folded if isinstance(item.state, WishState))
    return sum(_count_lapsed(side.board, item.record.head, item.state, quarter) for item in states if isinstance(item.state, WishState))


def _count_lapsed(board: Board, head: Mapping[str, object], state: WishState, quarter: Quarter) -> int:
    found = 0
    for claim in state.claims:
        if claim.claimed_on is None:
            continue
        start = max(claim.claimed_on, claim.introduced_on or claim.claimed_on)
        waits = head["place"] == "home" and claim.introduced_on is None
        rule = "introduce_days" if waits else f"deliver_days_{str(head['kind']).replace('-', '_')}"
        due = claim.extended_until or board.calendar.add_working_days(start, board.rules.at(rule, start))
        end = board.calendar.add_working_days(due, board.rules.at("grace_days", due))
        moved = claim.delivered_on or claim.ended_on
        taken_back = claim.state == "lapsed" or moved is None or moved > end
        found += quarter.since <= end < quarter.until and taken_back
    return found


def _try(side: Side, quarter: Quarter, words: Words) -> Trial:
    cases = {record.path: make_case(record) for record in side.records.values()}
    context = Context(side.board, tuple(cases.values()), None, lambda path: None)
    found = [named for named in run_rules(context) if named[1].level == "refuse" and _lies_in(named[1], cases, quarter)]
    return Trial(count_side(side, quarter.until), count_lapses(side, quarter), tuple(explain_findings(found, words, context.read)))


def _lies_in(finding: Finding, cases: Mapping[str, Case], quarter: Quarter) -> bool:
    """Whether what a finding objects to was recorded in the quarter; for a head's field that is its first entry's day."""
    history = cases[finding.path].record.history if finding.path in cases else ()
    n = next((step for step in finding.trail if isinstance(step, int)), 0) if finding.trail[:1] == ("history",) else 0
    return n < len(history) and quarter.since <= history[n].at.date() <= quarter.until


def _tell_month_sums(preview: Preview, pen: Pen) -> Iterator[Said]:
    old, new = (_sum_months(trial.results, preview.quarter) for trial in (preview.old, preview.new))
    for figure in new:
        if old[figure] != new[figure]:
            was, now = (show_number(figure, found[figure], pen.words) for found in (old, new))
            yield pen("review.moved", what=pen(f"values.figure.{figure}"), before=was, after=now)


def _sum_months(results: Results, quarter: Quarter) -> Counter[str]:
    first, last = quarter.since.strftime("%Y-%m"), quarter.until.strftime("%Y-%m")
    sums: Counter[str] = Counter()
    for row in results["month_report"].dicts():
        if first <= row["month"] <= last and row["figure"] != "wishes_open":
            sums[row["figure"]] += row["value"]
    return sums


def _tell_stars(old: Results, new: Results, pen: Pen) -> Iterator[Said]:
    before, after = ({row["stars"]: row["people"] for row in results["star_levels"].dicts()} for results in (old, new))
    for stars in sorted(before.keys() | after.keys()):
        if before.get(stars, 0) != after.get(stars, 0):
            was, now = (show_number("people", found.get(stars, 0), pen.words) for found in (before, after))
            yield pen("review.moved", what=pen("review.preview.stars", n=str(stars)), before=was, after=now)


def _tell_in_time(old: Results, new: Results, pen: Pen) -> Iterator[Said]:
    before, after = ({row["kind"]: row["in_time"] for row in results["on_time"].dicts()} for results in (old, new))
    for kind, n in after.items():
        if before.get(kind) != n:
            what = pen("review.figure", figure=pen("metrics.on_time.title"), column=pen(f"enums.kind.{kind}"))
            yield pen("review.moved", what=what, before=str(before.get(kind, 0)), after=str(n))


def _tell_refused(old: Iterable[Problem], new: Iterable[Problem], pen: Pen) -> Iterator[Said]:
    before, after = Counter(problem.rule for problem in old), Counter(problem.rule for problem in new)
    known = set(old)
    for rule in sorted(before.keys() | after.keys()):
        if before[rule] == after[rule]:
            continue
        example = next((problem for problem in new if problem.rule == rule and problem not in known), None)
        says = pen("review.preview.example", says=example.says) if example else pen("review.preview.none")
        yield pen("review.preview.refused", rule=rule, before=str(before[rule]), after=str(after[rule]), example=says)

