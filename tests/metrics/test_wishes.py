"""Figures about wishes, each on a few rows that can be counted by hand."""

from __future__ import annotations

from itertools import pairwise

from inline_rows import confirmed, count, people, step, wishes

DONE = {"status": "fulfilled", "submitted_on": "2026-03-01", "published_on": "2026-03-02"}


def test_every_wish_stands_in_one_column_and_overdue_is_counted_across() -> None:
    (row,) = count("wish_counts", **wishes({"status": "open", "late_since": "2026-05-01"}, {"status": "claimed"}, DONE, {"status": "referred"}))
    assert (row["open"], row["claimed"], row["fulfilled"], row["referred"], row["overdue"]) == (1, 1, 1, 1, 1)
    assert row["received"] == sum(value for key, value in row.items() if key not in ("received", "overdue"))


def test_opening_plus_new_minus_closed_is_closing_and_the_next_opening() -> None:
    found = count(
        "stock_flow",
        **wishes(
            {**DONE, "fulfilled_on": "2026-04-10"},
            {**DONE, "fulfilled_on": "2026-03-20"},
            {**DONE, "status": "closed", "ended_on": "2026-05-31"},
            {"status": "open", "published_on": "2026-05-05"},
            {"status": "declined", "submitted_on": "2026-03-01", "ended_on": "2026-03-02"},
        ),
        entries=[step("W-1", 1, "submitted", "2026-03-01")],
    )
    assert [row["month"] for row in found] == ["2026-03", "2026-04", "2026-05", "2026-06"]
    assert [row["closing"] for row in found] == [2, 1, 1, 1]
    assert [row["ended"] for row in found] == [0, 0, 1, 0]  # refused before it was published: never stock
    for before, after in pairwise(found):
        assert before["closing"] == after["opening"]
    for row in found:
        assert row["opening"] + row["published"] - row["fulfilled"] - row["ended"] == row["closing"]


def test_backlog_counts_each_waiting_wish_in_one_band_and_names_the_oldest() -> None:
    waiting = ({"published_on": day} for day in ("2026-06-30", "2026-05-31", "2026-05-30", "2026-03-31", "2025-12-01"))
    found = count("backlog_age", **wishes(*waiting, {**DONE, "fulfilled_on": "2026-03-05"}))
    assert [row["wishes"] for row in found] == [2, 1, 0, 2]
    assert found[-1]["oldest"] == "W-5"


def test_a_cohort_shows_a_share_only_when_its_time_is_over_and_its_wishes_are_enough() -> None:
    march = [{**DONE, "fulfilled_on": day} for day in ("2026-03-05", "2026-03-20")] + [{"published_on": "2026-03-09"}]
    june = [{"status": "fulfilled", "published_on": "2026-06-01", "fulfilled_on": "2026-06-02"}] * 3
    found = {row["month"]: row for row in count("cohorts", **wishes(*march, *june, {"published_on": "2026-04-01"}), entries=[step("W-1", 1, "submitted", "2026-03-01")])}
    assert (found["2026-03"]["within_7_permille"], found["2026-03"]["within_30_permille"]) == (333, 667)
    assert found["2026-06"]["within_7_permille"] is None
    assert not found["2026-06"]["suppressed"]
    assert found["2026-04"]["suppressed"]
    assert found["2026-04"]["within_30_permille"] is None


def test_sums_over_any_grouping_equal_the_total() -> None:
    given = wishes(
        {**DONE, "fulfilled_on": "2026-03-09", "kind": "goods", "source_channel": "hall"},
        {"published_on": "2026-03-02", "area": "hill", "beneficiary": "child", "source_channel": "paper", "late_since": "2026-04-01"},
        {**DONE, "status": "closed", "ended_on": "2026-03-09", "category": "food", "source_channel": "hall"},
        {"status": "submitted", "source_channel": "hall"},
    )
    for name in ("category", "community", "beneficiary", "channel", "kind", "urgency"):
        found = count(f"wishes_by_{name}", **given)
        assert sum(row["published"] for row in found) == 3, name
        assert [sum(row[key] for row in found) for key in ("fulfilled", "waiting", "ended", "overdue")] == [1, 1, 1, 1], name
        assert all(row["fulfilled_permille"] is None for row in found if row["suppressed"]), name


def test_fewer_cases_than_the_minimum_sample_show_no_rate() -> None:
    rows = wishes(*[{**DONE, "fulfilled_on": "2026-03-09"}] * 3, {"published_on": "2026-03-02", "category": "food"})
    few, enough = sorted(count("wishes_by_category", **rows), key=lambda row: row["published"])
    assert (few["suppressed"], few["fulfilled_permille"], few["median_days"]) == (True, None, None)
    assert (enough["suppressed"], enough["fulfilled_permille"], enough["median_days"]) == (False, 1000, 8)


def test_overdue_wishes_are_listed_longest_first_and_counted_by_the_missing_step() -> None:
    rows = wishes(
        {"late_since": "2026-05-02", "next_step": "claim"},
        {"late_since": "2026-04-02", "next_step": "claim"},
        {"status": "delivered", "late_since": "2026-06-02", "next_step": "confirm"},
        {"next_due": "2026-07-09", "next_step": "claim"},
    )
    assert [row["wish"] for row in count("overdue", **rows)] == ["W-2", "W-1", "W-3"]
    steps = {"publish": 0, "claim": 2, "introduce": 0, "deliver": 0, "confirm": 1}
    assert {row["step"]: row["wishes"] for row in count("overdue_by_step", **rows)} == steps


def test_at_risk_are_wishes_due_within_the_reminder_days_that_are_not_late() -> None:
    days = [{"day": f"2026-07-0{n}", "working": n not in (4, 5)} for n in range(1, 10)]
    rows = wishes({"next_due": "2026-07-03"}, {"next_due": "2026-07-06"}, {"next_due": "2026-06-01", "late_since": "2026-06-01"})
    assert [row["wish"] for row in count("at_risk", **rows, days=days, rules={"reminder_days": 3})] == ["W-1"]
    assert [row["wish"] for row in count("at_risk", **rows, days=days, rules={"reminder_days": 4})] == ["W-1", "W-2"]


def test_a_wish_that_was_claimed_once_is_no_longer_one_nobody_claims() -> None:
    rows = wishes({"published_on": "2026-03-02"}, {"published_on": "2026-06-20"}, {"published_on": "2026-03-01"})
    released = [{"wish": "W-3", "claim": "c1", "person": "p:A", "qty": 1, "state": "released", "claimed_on": "2026-03-02", "revoked": False}]
    assert [row["wish"] for row in count("unclaimed", **rows, claims=released)] == ["W-1", "W-2"]
    (row,) = count("unclaimed_by_category", **rows, claims=released)
    assert (row["published"], row["never_claimed"], row["over_30_days"], row["never_claimed_permille"]) == (3, 2, 1, 667)


def test_demand_repeats_within_ninety_days_in_one_community_and_category() -> None:
    rows = wishes({"published_on": "2026-01-01"}, {"published_on": "2026-03-31"}, {"published_on": "2026-06-30"}, {"published_on": "2026-01-02", "area": "hill"})
    (row,) = count("repeat_demand", **rows)
    assert (row["community"], row["wishes"], row["repeated"]) == ("lake", 3, 1)


def test_refusals_are_counted_by_way_and_reason_and_fulfilled_wishes_are_not_among_them() -> None:
    ended = {"ended_on": "2026-03-09"}
    rows = wishes(*[{**ended, "status": "declined", "end_reason": "unsafe"}] * 2, {**ended, "status": "closed", "end_reason": "withdrawn"}, DONE)
    assert [(row["status"], row["reason"], row["wishes"]) for row in count("refusals", **rows)] == [("declined", "unsafe", 2), ("closed", "withdrawn", 1)]


def test_a_referral_shows_the_last_answer_since_or_that_there_is_none() -> None:
    rows = wishes(*[{"status": "referred", "ended_on": "2026-03-09", "end_to": "charity-fund"}] * 2)
    entries = [
        step("W-1", 1, "answered", "2026-03-01", note="before"),
        step("W-1", 2, "referred", "2026-03-09"),
        step("W-1", 3, "answered", "2026-04-01", note="bought"),
        step("W-2", 1, "referred", "2026-03-09"),
    ]
    first, second = count("referrals", **rows, entries=entries)
    assert (first["answer"], first["unanswered"]) == ("bought", False)
    assert (second["answer"], second["unanswered"]) == (None, True)


def test_coverage_holds_wishes_against_the_people_counted() -> None:
    population = [{"area": "lake", "beneficiary": "elder", "people": 200}, {"area": "lake", "beneficiary": "carer", "people": 2}]
    carer, elder = count("coverage", **wishes(DONE, {"published_on": "2026-03-02"}), population=population)
    assert (elder["wishes"], elder["wishes_permille"], elder["suppressed"]) == (2, 10, False)
    assert (carer["wishes"], carer["wishes_permille"], carer["suppressed"]) == (0, None, True)


def test_goods_are_held_against_the_cap_and_services_are_not_goods() -> None:
    goods = {"kind": "goods", "published_on": "2026-03-02"}
    rows = wishes({**goods, "value_fen": 4000}, {**goods, "value_fen": 60000}, goods, {"published_on": "2026-03-02", "value_fen": 99999})
    (row,) = count("goods_value", **rows)
    assert (row["wishes"], row["unvalued"], row["total_fen"], row["over_cap"], row["highest_fen"]) == (3, 1, 64000, 1, 60000)


def test_claims_that_ended_are_the_denominator_of_the_rates_of_their_ends() -> None:
    states = ("claimed", "confirmed", "released", "lapsed", "lapsed")
    claims = [{"wish": "W-1", "claim": f"c{n}", "person": "p:A", "qty": 1, "state": s, "claimed_on": "2026-03-02", "revoked": False} for n, s in enumerate(states)]
    (row,) = count("claim_ends", **wishes(DONE), claims=claims)
    assert (row["claims"], row["running"], row["released_permille"], row["lapsed_permille"], row["turned_down_permille"]) == (5, 1, 250, 500, 0)


def test_reopened_claims_are_told_by_whose_fault_they_were() -> None:
    entries = [step("W-1", 1, "confirmed", "2026-03-02"), step("W-1", 2, "reopened", "2026-03-05", fault="claimer"), step("W-1", 3, "confirmed", "2026-03-09")]
    (row,) = count("reopened", **wishes(DONE, {"status": "closed", "end_reason": "unconfirmed"}), entries=entries)
    assert (row["confirmations"], row["reopened"], row["fault_claimer"], row["fault_board"], row["unconfirmed"]) == (2, 1, 1, 0, 1)


def test_months_count_what_happened_in_them() -> None:
    rows = wishes({**DONE, "claimed_on": "2026-04-01", "delivered_on": "2026-04-02", "fulfilled_on": "2026-04-03"})
    march, april = count("wish_months", **rows, entries=[step("W-1", 1, "submitted", "2026-03-01")])[:2]
    assert (march["submitted"], march["published"], march["fulfilled"]) == (1, 1, 0)
    assert (april["submitted"], april["claimed"], april["delivered"], april["fulfilled"]) == (0, 1, 1, 1)


def test_grids_are_listed_in_order_with_quiet_ones_and_never_ranked() -> None:
    found = count("grid_balance", **wishes({"published_on": "2026-03-02"}), **people("A", B={"area": "lake-1"}))
    assert [(row["grid"], row["open"], row["volunteers"]) for row in found] == [("lake-1", 1, 1)]
    assert not any("place" in key for key in found[0])


def test_communities_hold_waiting_time_against_time_given() -> None:
    rows = {**wishes({"published_on": "2026-03-02", "minutes": 90}, DONE), **people("A"), "claims": [confirmed("W-2", "A", "2026-06-01", 40)]}
    entries = [step("W-2", 1, "delivered", "2026-06-01", claim="c1")]
    lake = next(row for row in count("community_balance", **rows, entries=entries) if row["community"] == "lake")
    assert (lake["open"], lake["open_minutes"], lake["volunteers"], lake["active"], lake["minutes"]) == (1, 90, 1, 1, 40)


def test_skills_that_open_wishes_ask_for_stand_beside_those_who_have_them() -> None:
    choices = [{"list": "wish_categories", "id": "repair", "skill": "wiring"}, {"list": "skills", "id": "wiring"}, {"list": "skills", "id": "sewing"}]
    skills = [{"person": "p:A", "skill": "wiring"}, {"person": "p:B", "skill": "wiring"}]
    found = count("skills", **wishes({}, DONE), **people("A", B={"state": "left"}), choices=choices, person_skills=skills)
    assert [(row["skill"], row["open"], row["volunteers"]) for row in found] == [("sewing", 0, 0), ("wiring", 1, 1)]


def test_an_areas_figures_hold_all_that_lies_in_it() -> None:
    found = {row["area"]: row for row in count("area_totals", **wishes({"published_on": "2026-03-02"}, {**DONE, "area": "lake"}))}
    assert [found[area]["published"] for area in ("lake", "lake-1", "hill")] == [2, 1, 0]
    by_month = count("area_months", **wishes({"published_on": "2026-06-02"}, {"published_on": "2026-06-03", "area": "hill"}))
    assert [(row["community"], row["published"]) for row in by_month] == [("hill", 1), ("lake", 1)]
