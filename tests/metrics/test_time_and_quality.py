"""Days, rates, satisfaction, corrections and frozen reports, on rows that can be counted by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from inline_rows import confirmed, count, step, wishes

DONE = {"status": "fulfilled", "submitted_on": "2026-03-01", "published_on": "2026-03-02"}
DAYS = [{"day": (day := date(2026, 3, 1) + timedelta(n)).isoformat(), "working": day.weekday() < 5} for n in range(130)]


def test_days_to_each_step_run_from_submission_and_count_only_wishes_that_got_there() -> None:
    done = [{**DONE, "claimed_on": "2026-03-04", "fulfilled_on": f"2026-03-{10 + n}"} for n in range(10)]
    found = {row["step"]: row for row in count("steps_time", **wishes(*done, {**DONE, "status": "open"}))}
    assert (found["published"]["wishes"], found["published"]["median_days"]) == (11, 1)
    assert (found["claimed"]["wishes"], found["claimed"]["p90_days"]) == (10, 3)
    assert (found["confirmed"]["median_days"], found["confirmed"]["p90_days"], found["confirmed"]["longest_days"]) == (13, 17, 18)
    assert (found["introduced"]["wishes"], found["introduced"]["median_days"], found["introduced"]["suppressed"]) == (0, None, True)


def test_fulfilment_time_belongs_to_the_month_and_to_the_kind_of_the_wish() -> None:
    rows = wishes(*[{**DONE, "fulfilled_on": f"2026-04-0{n}"} for n in (1, 2, 3)], {**DONE, "kind": "goods", "urgency": "urgent", "fulfilled_on": "2026-05-01"})
    months = {row["month"]: row for row in count("fulfil_time_months", **rows, entries=[step("W-1", 1, "submitted", "2026-03-01")])}
    assert (months["2026-04"]["fulfilled"], months["2026-04"]["median_days"]) == (3, 32)
    assert (months["2026-05"]["fulfilled"], months["2026-05"]["median_days"]) == (1, None)
    kinds = {(row["kind"], row["urgency"]): row for row in count("fulfil_time_kinds", **rows)}
    assert kinds["goods", "urgent"]["suppressed"]
    assert kinds["service", "normal"]["p90_days"] == 33


def test_a_delivery_is_in_time_by_the_rule_or_by_a_granted_extension() -> None:
    claims = [
        confirmed("W-1", "A", "2026-03-06", 10, claimed_on="2026-03-02"),
        confirmed("W-2", "A", "2026-03-09", 10, claimed_on="2026-03-02"),
        confirmed("W-3", "A", "2026-03-09", 10, claimed_on="2026-03-02", introduced_on="2026-03-05"),
        confirmed("W-4", "A", "2026-03-20", 10, claimed_on="2026-03-02", extended_until="2026-03-20"),
    ]
    (row,) = count("on_time", **wishes(*[DONE] * 4), claims=claims, days=DAYS, rules={"deliver_days_service": 4})
    assert (row["delivered"], row["in_time"], row["in_extended_time"], row["in_time_permille"]) == (4, 2, 1, 750)


def test_the_three_rates_say_what_they_are_counted_of() -> None:
    rows = wishes(
        {"submitted_on": "2026-03-02", "published_on": "2026-03-05"},
        {"status": "declined", "submitted_on": "2026-03-06", "ended_on": "2026-03-12"},
        {"status": "submitted", "submitted_on": "2026-06-29"},
        {"status": "submitted", "submitted_on": "2026-05-04"},
        {**DONE, "submitted_on": "2026-06-10", "published_on": "2026-06-11"},
    )
    calls = [("reached", "yes"), ("reached", "no"), ("reached", "yes"), ("not-reached", None), ("refused", None)]
    entries = [step("W-1", n, "called_back", "2026-04-01", outcome=outcome, solved=solved) for n, (outcome, solved) in enumerate(calls, 1)]
    found = {row["rate"]: row for row in count("rates", **rows, entries=entries, days=DAYS)}
    assert (found["response"]["part"], found["response"]["whole"]) == (2, 4)  # the newest still has its days
    assert (found["resolution"]["part"], found["resolution"]["whole"], found["resolution"]["permille"]) == (0, 1, None)
    assert (found["satisfaction"]["part"], found["satisfaction"]["whole"], found["satisfaction"]["permille"]) == (2, 3, 667)


def test_call_backs_keep_the_unreached_out_of_the_satisfied() -> None:
    calls = [("reached", "yes"), ("reached", "yes"), ("reached", "no"), ("not-reached", None)]
    entries = [step("W-1", n, "called_back", "2026-06-01", outcome=outcome, solved=solved) for n, (outcome, solved) in enumerate(calls, 1)]
    (row,) = count("call_backs", entries=entries)
    assert (row["calls"], row["reached"], row["not_reached"], row["solved_permille"]) == (4, 3, 1, 667)


def test_satisfaction_stands_by_all_four_formulas_side_by_side() -> None:
    # The published example of 7,696 answers: 80.5 % without the basically satisfied, 83.6 % with them.
    batch = {"report": "R-2026-05", "area": "lake", "reached": 7696, "not_reached": 304, "refused": 0, "satisfied": 6197, "basically": 237, "dissatisfied": 1262}
    few = {**batch, "report": "R-2026-06", "reached": 2, "satisfied": 2, "basically": 0, "dissatisfied": 0}
    may, june = count("satisfaction", report_callbacks=[batch, few])
    assert [may[f"{name}_permille"] for name in ("strict", "lenient", "firm", "of_all")] == [805, 836, 831, 775]
    assert [june[f"{name}_permille"] for name in ("strict", "lenient", "firm", "of_all")] == [None] * 4
    (area,) = count("satisfaction_areas", report_callbacks=[batch, few])
    assert (area["reached"], area["strict_permille"]) == (7698, 805)


CORRECTED: list[dict[str, Any]] = [
    step("W-1", 1, "submitted", "2026-05-01"),
    step("W-1", 2, "amended", "2026-05-03", field="title", was="x", why="typo"),
    step("W-1", 3, "confirmed", "2026-06-09", happened_on="2026-05-20"),
    step("W-1", 4, "annulled", "2026-06-10", entry=1, why="wrong home"),
    step("W-1", 5, "redacted", "2026-06-11", field="story", ground="on-request"),
]


def test_every_correction_is_listed_newest_first_with_its_reason() -> None:
    assert [(row["event"], row["why"]) for row in count("corrections", entries=CORRECTED)] == [
        ("redacted", "on-request"),
        ("annulled", "wrong home"),
        ("amended", "typo"),
    ]


def test_corrections_and_late_entries_are_counted_by_the_month_of_recording() -> None:
    may, june = count("correction_counts", entries=CORRECTED)
    assert (may["entries"], may["amended"], may["back_filled"], may["back_filled_permille"]) == (2, 1, 0, None)
    assert (june["annulled"], june["redacted"], june["back_filled"], june["back_filled_permille"]) == (1, 1, 1, 333)


def test_a_frozen_report_is_held_against_today_and_the_difference_explained() -> None:
    rows = wishes({**DONE, "fulfilled_on": "2026-05-20"}, {**DONE, "fulfilled_on": "2026-05-21"})
    figures = [{"report": "R-2026-05", "figure": name, "value": 1} for name in ("wishes_fulfilled", "actions_held")]
    same, differs = count("revisions", **rows, entries=CORRECTED, reports=[{"id": "R-2026-05", "as_of": "2026-06-03"}], report_figures=[*figures[:1], {**figures[1], "value": 0}])
    assert (same["figure"], same["difference"], same["because"]) == ("actions_held", 0, None)
    assert (differs["reported"], differs["today"], differs["difference"]) == (1, 2, 1)
    assert (differs["late_entries"], differs["annulments"], differs["because"]) == (1, 1, "W-1")


def test_a_reports_figures_are_the_months_own_figures() -> None:
    rows = wishes({**DONE, "fulfilled_on": "2026-05-20"})
    found = {(row["month"], row["figure"]): row["value"] for row in count("month_report", **rows, entries=[step("W-1", 1, "submitted", "2026-03-01")])}
    assert found["2026-05", "wishes_fulfilled"] == 1
    assert found["2026-04", "wishes_open"] == 1
    assert found["2026-05", "wishes_open"] == 0
    assert found["2026-06", "actions_held"] == 0


def test_a_rule_change_shows_what_it_was_and_a_first_or_future_value_is_no_change() -> None:
    later = [{"name": "min_sample", "since": day, "value": value, "why": "vote"} for day, value in (("2026-04-01", "5"), ("2027-01-01", "9"))]
    assert [(row["rule"], row["was"], row["value"], row["why"]) for row in count("rule_changes", later=later)] == [("min_sample", "3", "5", "vote")]
