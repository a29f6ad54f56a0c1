"""Deeds: stages, money, votes and lateness, on rows that can be counted by hand."""

from __future__ import annotations

from typing import Any

from inline_rows import count, step

ZERO = dict.fromkeys(("seconds", "rounds", "objections", "percent", "planned_fen", "varied_fen", "budget_fen", "funded_fen", "spent_fen", "days_late"), 0)


def deeds(*given: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    heads = [{"id": f"D-{n}", "area": own.get("area", "lake"), "category": "roads", "due": own.get("due")} for n, own in enumerate(given, 1)]
    states = [{"deed": f"D-{n}", "state": own["status"], **ZERO, **{k: v for k, v in own.items() if k not in ("area", "due")}} for n, own in enumerate(given, 1)]
    return {"deeds": heads, "deed_states": states}


BUILT = {"status": "accepted", "proposed_on": "2026-01-01", "approved_on": "2026-02-01", "budget_fen": 900, "planned_fen": 1000, "varied_fen": -100, "funded_fen": 900}


def test_stages_stand_in_their_order_and_add_up() -> None:
    found = count("deed_stages", **deeds(BUILT, {"status": "proposed"}, {"status": "no-quorum"}))
    assert [row["status"] for row in found if row["deeds"]] == ["proposed", "no-quorum", "accepted"]
    assert sum(row["deeds"] for row in found) == 3


def test_money_counts_approved_deeds_and_planned_plus_varied_is_the_budget() -> None:
    rows = deeds({**BUILT, "spent_fen": 950}, {**BUILT, "spent_fen": 900}, {"status": "proposed", "planned_fen": 7777})
    (row,) = count("deed_money", **rows)
    assert (row["deeds"], row["over_budget"], row["spent_fen"]) == (2, 1, 1850)
    assert row["planned_fen"] + row["varied_fen"] == row["budget_fen"] == 1800
    assert [(one["deed"], one["over_budget"], one["spent_permille"]) for one in count("deed_spending", **rows)] == [("D-1", True, 1056), ("D-2", False, 1000)]


def test_sources_payments_and_variations_come_from_the_entries_that_count() -> None:
    entries = [
        step("D-1", 1, "funded", "2026-02-01", fund="street", fen=500),
        step("D-1", 2, "funded", "2026-02-02", fund="owners", fen=300),
        step("D-2", 1, "funded", "2026-02-02", fund="street", fen=100),
        step("D-1", 3, "spent", "2026-03-01", line="works", fen=200, stage="final"),
        step("D-1", 4, "spent", "2026-03-02", line="works", fen=50, stage="advance"),
        step("D-1", 5, "spent", "2026-03-03", line="works", fen=999, stage="advance"),
        step("D-1", 6, "annulled", "2026-03-04", entry=5, why="twice"),
        step("D-1", 7, "varied", "2026-03-05", line="works", fen=-20, why="less paint", approved_by="post:m2"),
    ]
    rows = {**deeds(BUILT, BUILT), "entries": entries}
    assert [(row["fund"], row["deeds"], row["fen"]) for row in count("deed_sources", **rows)] == [("street", 2, 600), ("owners", 1, 300)]
    assert [(row["stage"], row["payments"], row["fen"]) for row in count("deed_payments", **rows)] == [("advance", 1, 50), ("final", 1, 200)]
    assert [(row["fen"], row["approved_by"]) for row in count("deed_variations", **rows)] == [(-20, "post:m2")]


def vote(n: int, voters: int, *cast: int) -> list[dict[str, Any]]:
    counts = dict(zip(("votes_for", "votes_against", "abstain", "void"), cast, strict=True))
    roll = step("D-1", n, "roll", f"2026-02-0{n}", unit="household", count=voters, quorum=667, threshold=500)
    return [roll, step("D-1", n + 1, "tallied", f"2026-02-0{n + 1}", **counts)]


def test_a_vote_needs_its_quorum_and_each_round_has_its_own_roll() -> None:
    entries = [*vote(1, 100, 60, 0, 3, 3), *vote(3, 90, 30, 29, 1, 1), *vote(5, 90, 30, 30, 10, 0)]
    found = count("deed_votes", **deeds(BUILT), entries=entries)
    assert [(row["round"], row["turnout_permille"], row["vote"]) for row in found] == [(3, 778, "failed"), (2, 678, "passed"), (1, 660, "no-quorum")]


def test_objections_without_an_answer_are_listed_too() -> None:
    entries = [step("D-1", 1, "objected", "2026-02-01", why="noise"), step("D-1", 2, "answered", "2026-02-03", entry=1, note="only by day"), step("D-2", 1, "objected", "2026-02-02", why="dust")]
    found = {row["deed"]: row for row in count("deed_objections", **deeds(BUILT, BUILT), entries=entries)}
    assert (found["D-1"]["answer"], found["D-1"]["unanswered"]) == ("only by day", False)
    assert found["D-2"]["unanswered"]


def test_late_deeds_are_unfinished_first_and_days_stand_for_finished_ones_only() -> None:
    rows = deeds(
        {**BUILT, "due": "2026-03-01", "completed_on": "2026-03-11", "days_late": 10},
        {**BUILT, "status": "started", "due": "2026-05-01", "days_late": 60},
        {**BUILT, "due": "2026-05-01", "completed_on": "2026-04-30"},
    )
    assert [(row["deed"], row["unfinished"], row["days_late"]) for row in count("deeds_late", **rows)] == [("D-2", True, None), ("D-1", False, 10)]


def test_days_to_each_stage_run_from_the_proposal() -> None:
    found = {row["step"]: row for row in count("deed_times", **deeds(*[{**BUILT, "started_on": "2026-02-11"}] * 3))}
    assert (found["approved"]["median_days"], found["started"]["p90_days"], found["completed"]["median_days"]) == (31, 41, None)


def test_deeds_by_category_and_community_add_up() -> None:
    rows = deeds(BUILT, {**BUILT, "area": "hill", "accepted_on": "2026-05-01"}, {"status": "declined"})
    for name in ("deeds_by_category", "deeds_by_community"):
        found = count(name, **rows)
        assert [sum(row[key] for row in found) for key in ("deeds", "approved", "accepted", "refused", "budget_fen")] == [3, 2, 1, 1, 1800], name


def test_a_mean_rating_is_in_tenths_and_needs_enough_ratings() -> None:
    accepted = {**BUILT, "accepted_on": "2026-05-01"}
    entries = [step("D-1", 1, "rated", "2026-05-02", count=2, rating=5), step("D-1", 2, "rated", "2026-05-03", count=1, rating=3), step("D-1", 3, "defect", "2026-05-04"), step("D-2", 1, "rated", "2026-05-02", count=1, rating=5)]
    found = {row["deed"]: row for row in count("deed_ratings", **deeds(accepted, accepted, BUILT), entries=entries)}
    assert (found["D-1"]["ratings"], found["D-1"]["mean_tenths"], found["D-1"]["defects"], found["D-1"]["mended"]) == (3, 43, 1, 0)
    assert (found["D-2"]["mean_tenths"], found["D-2"]["suppressed"]) == (None, True)
    assert "D-3" not in found
