"""Points and hours by the rules of their day, and the boards made from them."""

from __future__ import annotations

from typing import Any

import pytest

from inline_rows import attended, confirmed, count, fill_board, people, step, wishes

FIRST = [step("W-1", 1, "submitted", "2026-01-01")]
"""The board's months begin with its first entry."""
OPEN = {"published_on": "2026-01-02", "submitted_on": "2026-01-01"}


def awards(**rows: Any) -> list[dict[str, Any]]:
    cursor = fill_board(**rows).execute("SELECT * FROM awards ORDER BY day, record, person")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def visits(*given: tuple[str, int]) -> list[dict[str, Any]]:
    return [step("W-1", n, "visited", day, claim="c1", minutes=minutes) for n, (day, minutes) in enumerate(given, 1)]


def test_a_point_is_a_full_hour_accumulated_over_activities() -> None:
    found = awards(**people("A"), **attended(("A", "2026-03-01", 50), ("A", "2026-03-02", 50), ("A", "2026-03-03", 25)))
    assert [(row["counted"], row["points"]) for row in found] == [(50, 0), (50, 1), (25, 1)]


def test_an_activity_counts_at_most_its_cap_for_points_and_in_full_for_hours() -> None:
    (row,) = awards(**people("A"), **attended(("A", "2026-03-01", 200)))
    assert (row["minutes"], row["counted"], row["points"]) == (200, 120, 2)


def test_a_day_counts_at_most_its_cap_whichever_activity_comes_first() -> None:
    found = awards(**people("A"), **attended(*[("A", "2026-03-01", 120)] * 5))
    assert sum(row["counted"] for row in found) == 480
    assert sum(row["minutes"] for row in found) == 480


def test_one_confirmer_counts_for_one_person_only_so_much_a_month() -> None:
    given = attended(("A", "2026-03-01", 100), ("A", "2026-03-02", 100), ("A", "2026-04-02", 100))
    assert [row["counted"] for row in awards(**people("A"), **given, rules={"pair_cap_minutes": 150})] == [100, 50, 100]


def test_the_pair_cap_looks_at_the_person_behind_the_post() -> None:
    given = attended(("A", "2026-03-01", 100), ("A", "2026-03-02", 100))
    given["signups"][1]["recorder"] = "post:g2"
    holders = [{"post": post, "person": "p:G", "since": "2026-01-01"} for post in ("post:g1", "post:g2")]
    assert [row["counted"] for row in awards(**people("A"), **given, post_holders=holders, rules={"pair_cap_minutes": 150})] == [100, 50]
    assert [row["counted"] for row in awards(**people("A"), **given, rules={"pair_cap_minutes": 150})] == [100, 100]


def test_an_award_keeps_the_rule_of_the_day_it_was_confirmed() -> None:
    later = [{"name": "activity_cap_minutes", "since": "2026-04-01", "value": "60"}]
    given = attended(("A", "2026-03-31", 100), ("A", "2026-04-01", 100))
    assert [row["counted"] for row in awards(**people("A"), **given, later=later)] == [100, 60]


def test_a_gift_of_goods_counts_fixed_minutes_whatever_it_cost_and_no_hours() -> None:
    rows = wishes({**OPEN, "kind": "goods", "value_fen": 49900})
    claim = confirmed("W-1", "A", "2026-01-09", None)
    (row,) = awards(**rows, **people("A"), claims=[claim], entries=[step("W-1", 1, "delivered", "2026-01-09", claim="c1")])
    assert (row["minutes"], row["counted"], row["points"]) == (0, 60, 1)


def test_minutes_fall_on_the_days_of_the_visits_and_the_rest_on_the_day_of_delivery() -> None:
    entries = [*visits(("2026-01-05", 30), ("2026-01-06", 40)), step("W-1", 3, "delivered", "2026-01-09", claim="c1")]
    found = awards(**wishes(OPEN), **people("A"), claims=[confirmed("W-1", "A", "2026-01-09", 100)], entries=entries)
    assert [(row["day"].day, row["minutes"]) for row in found] == [(5, 30), (6, 40), (9, 30)]


@pytest.mark.parametrize("total", [0, 20, 50, 70])
def test_visits_never_add_up_to_more_than_was_confirmed(total: int) -> None:
    entries = [*visits(("2026-01-05", 30), ("2026-01-06", 40)), step("W-1", 3, "delivered", "2026-01-09", claim="c1")]
    found = awards(**wishes(OPEN), **people("A"), claims=[confirmed("W-1", "A", "2026-01-09", total)], entries=entries)
    assert sum(row["minutes"] for row in found) == total


def test_helpers_get_the_minutes_only_where_the_entry_lists_them() -> None:
    rows = wishes(OPEN)
    helpers = [{"record": "W-1", "n": 1, "person": "p:B"}]
    entries = [step("W-1", 1, "delivered", "2026-01-09", claim="c1")]
    found = awards(**rows, **people("A", "B", "C"), claims=[confirmed("W-1", "A", "2026-01-09", 60)], entries=entries, entry_helpers=helpers)
    assert [(row["person"], row["minutes"]) for row in found] == [("p:A", 60), ("p:B", 60)]


def test_a_claim_that_was_revoked_or_not_done_earns_nothing() -> None:
    entries = [step(f"W-{n}", 1, "delivered", "2026-01-09", claim="c1") for n in (1, 2)]
    claims = [confirmed("W-1", "A", "2026-01-09", 60, revoked=True), confirmed("W-2", "A", "2026-01-09", 60, done="no", state="unmet")]
    assert awards(**wishes(OPEN, OPEN), **people("A"), claims=claims, entries=entries) == []


def test_the_waiting_bonus_is_fixed_by_the_days_open_before_the_claim() -> None:
    entries = [step(f"W-{n}", 1, "delivered", "2026-03-09", claim="c1") for n in (1, 2)]
    claims = [confirmed("W-1", "A", "2026-03-09", 30, claimed_on="2026-02-01"), confirmed("W-2", "A", "2026-03-09", 30, claimed_on="2026-01-31")]
    found = {row["record"]: row["bonus"] for row in awards(**wishes(OPEN, OPEN), **people("A"), claims=claims, entries=entries)}
    assert found == {"W-1": 30, "W-2": 0}


def test_a_wish_given_back_waits_from_the_day_it_was_open_again() -> None:
    lost = {"wish": "W-1", "claim": "c0", "person": "p:B", "qty": 1, "state": "lapsed", "claimed_on": "2026-01-03", "ended_on": "2026-01-31", "revoked": False}
    claim = confirmed("W-1", "A", "2026-03-09", 30, claimed_on="2026-02-10")
    (row,) = awards(**wishes(OPEN), **people("A", "B"), claims=[lost, claim], entries=[step("W-1", 1, "delivered", "2026-03-09", claim="c1")])
    assert row["bonus"] == 0


def test_two_entries_of_one_person_add_up_once_they_are_merged() -> None:
    both = people("A", B={"state": "merged", "merged_into": "p:A"})
    found = awards(**both, **attended(("A", "2026-03-01", 60), ("B", "2026-03-02", 60)))
    assert {row["person"] for row in found} == {"p:A"}


def test_a_teams_total_is_what_its_members_earned_while_they_belonged_to_it() -> None:
    spells = [{"person": "p:A", "team": "team:x", "since": "2026-02-01", "until": "2026-03-31"}, {"person": "p:B", "team": "team:x", "since": "2026-03-01"}]
    teams = {"teams": [{"id": "team:x", "team_kind": "shop", "area": "lake"}], "team_states": [{"team": "team:x", "state": "active"}], "team_spells": spells}
    given = attended(("A", "2026-01-15", 60), ("A", "2026-02-15", 60), ("B", "2026-04-01", 120), ("A", "2026-04-02", 60), ("B", "2026-04-03", 60))
    young = {"age_group": "under-18", "name": None, "scope": None}
    (row,) = count("teams_all", **people("A", B=young), **given, **teams, entries=FIRST)
    assert (row["points"], row["minutes"], row["people"], row["place"]) == (4, 240, 2, 1)
    (total,) = count("team_totals", **people("A", "B"), **given, **teams)
    assert (total["members"], total["points"]) == (1, 4)


def test_an_award_counts_for_one_team_the_one_named_at_the_sign_up() -> None:
    spells = [{"person": "p:A", "team": f"team:{team}", "since": "2026-01-01"} for team in ("x", "y")]
    given = attended(("A", "2026-03-01", 60), ("A", "2026-03-02", 60), ("A", "2026-03-03", 60))
    given["signups"][0]["team"] = "team:y"
    assert [row["team"] for row in awards(**people("A"), **given, team_spells=spells)] == ["team:y", "team:x", "team:x"]


def ranked(name: str = "volunteers_season", **own: Any) -> list[dict[str, Any]]:
    given = attended(("A", "2026-05-01", 120), ("B", "2026-05-01", 60), ("C", "2026-05-01", 60), ("D", "2026-05-02", 120), ("D", "2026-05-03", 60))
    return count(name, **people("A", "B", "C", **{"D": {"scope": "page"}, **own}), **given)


def test_equal_points_share_a_place_and_the_board_shows_the_top_places_only() -> None:
    assert [(row["place"], row["points"], row["tied"]) for row in ranked() if row["period"] == "2026-Q2"] == [(1, 3, False), (2, 2, False)]
    tied = ranked(D={"state": "left"})
    assert (tied[0]["place"], tied[0]["person"], tied[0]["tied"]) == (1, "p:A", False)
    assert sorted(row["person"] for row in tied if row["place"] == 2) == ["p:B", "p:C"]
    assert all(row["tied"] for row in tied if row["place"] == 2)


def test_whoever_did_not_agree_to_boards_is_a_number_without_an_id() -> None:
    first = ranked()[0]
    assert first["person"] is None
    assert first["number"] >= 1


@pytest.mark.parametrize("own", [{"age_group": "under-18"}, {"state": "suspended"}, {"state": "left"}])
def test_people_under_age_suspended_or_gone_are_not_ranked(own: dict[str, str]) -> None:
    assert "p:A" not in [row["person"] for row in ranked(A=own)]


def test_a_span_with_too_few_awards_has_no_board_and_says_so() -> None:
    rows = ranked("volunteers_month")
    assert [row["period"] for row in rows if row["suppressed"]] == ["2026-06"]
    assert all(row["points"] is None for row in rows if row["suppressed"])


@pytest.mark.parametrize("span", ["month", "season", "year", "all"])
def test_every_span_has_its_boards_for_volunteers_teams_and_communities(span: str) -> None:
    rows = {**people("A", "B"), **attended(*[("A", "2026-06-01", 60)] * 3, ("B", "2026-06-02", 60)), "entries": [step("A-1", 1, "held", "2026-06-01")]}
    assert count(f"volunteers_{span}", **rows)[0]["points"] == 3
    assert count(f"teams_{span}", **rows)[0]["suppressed"]
    assert {row["community"] for row in count(f"communities_{span}", **rows)} == {"lake", "hill"}


def test_communities_are_placed_by_four_places_together_and_not_at_all_with_too_few_wishes() -> None:
    done = {"status": "fulfilled", "submitted_on": "2026-05-01", "published_on": "2026-05-02", "fulfilled_on": "2026-05-20"}
    rows = wishes(*[done] * 3, *[{**done, "area": "hill", "fulfilled_on": "2026-05-05"}] * 3, {**done, "area": "hill"})
    found = {row["community"]: row for row in count("communities_all", **rows, entries=FIRST)}
    assert (found["hill"]["place_days"], found["lake"]["place_days"]) == (1, 2)
    assert (found["hill"]["place"], found["lake"]["place"]) == (1, 2)
    few = {row["community"]: row for row in count("communities_all", **wishes(done), entries=FIRST)}
    assert (few["lake"]["place"], few["lake"]["fulfilled_permille"], few["lake"]["suppressed"]) == (None, None, True)


def test_bands_count_everyone_without_names() -> None:
    given = attended(*[(person, f"2026-05-0{n}", 120) for person in "ABC" for n in (1, 2)], *[(person, "2026-05-04", 60) for person in "DEF"])
    found = count("volunteer_bands", **people(*"ABCDEF"), **given)
    assert sum(row["people"] for row in found) == 6
    assert "person" not in found[0]
    assert all(row["from_points"] is None for row in found if row["suppressed"])


def test_stars_come_from_hours_and_only_those_who_agreed_are_listed() -> None:
    given = attended(("A", "2026-03-01", 150), ("B", "2026-03-01", 119), ("C", "2026-03-01", 240), ("D", "2026-03-02", 240))
    rows = {**people("A", "B", C={"scope": "name"}, D={"age_group": "under-18"}), **given}
    assert {row["stars"]: row["people"] for row in count("star_levels", **rows)} == {2: 2, 1: 1, 0: 1}
    assert [(row["person"], row["stars"], row["next_hours"]) for row in count("star_people", **rows)] == [("p:A", 1, 4)]


def test_badges_mark_kinds_of_help_and_are_shown_of_people_with_a_page() -> None:
    rows = {**people("A", B={"scope": "name"}), **attended(*[("A", f"2026-0{n}-01", 60) for n in range(1, 7)], ("B", "2026-06-01", 60))}
    assert {row["badge"]: row["people"] for row in count("badge_counts", **rows)} == {
        "first-light": 2,
        "ten-lights": 0,
        "long-waited": 0,
        "six-months": 1,
        "many-crafts": 0,
        "five-actions": 1,
    }
    assert [(row["badge"], row["earned_on"].month) for row in count("badge_people", **rows)] == [("first-light", 1), ("five-actions", 5), ("six-months", 6)]


def test_many_crafts_are_four_categories_and_a_long_wait_earns_its_badge() -> None:
    categories = [{**OPEN, "category": name} for name in ("food", "repair", "errand", "health")]
    claims = [confirmed(f"W-{n}", "A", f"2026-03-0{n}", 30) for n in range(1, 5)]
    entries = [step(f"W-{n}", 1, "delivered", f"2026-03-0{n}", claim="c1") for n in range(1, 5)]
    counts = {row["badge"]: row["people"] for row in count("badge_counts", **wishes(*categories), **people("A"), claims=claims, entries=entries)}
    assert (counts["many-crafts"], counts["long-waited"]) == (1, 1)


def test_each_sign_that_points_may_not_be_right_is_counted_once() -> None:
    days = [("A", "2026-03-01", 300), ("A", "2026-03-01", 300), ("B", "2026-03-29", 400), *[("C", f"2026-03-{n:02}", 30) for n in range(1, 12)]]
    given = attended(*days)
    given["signups"] += [{**given["signups"][0], "action": "A-1", "claim": "c2", "person": "p:B", "recorder": "p:A"}]
    given["signups"][2]["recorder"] = "p:D"
    claims = [confirmed("W-1", "D", "2026-03-30", 60, confirmer="p:B"), confirmed("W-2", "E", "2026-03-02", 60, confirmer="p:E")]
    (row,) = count("integrity", **people("A", "B", "C", "D", "E"), **given, **wishes(OPEN, OPEN), claims=claims, entries=[
        *FIRST, step("W-1", 2, "delivered", "2026-03-30", claim="c1"), step("W-2", 1, "delivered", "2026-03-02", claim="c1"),
    ])
    assert row == {"self_confirmed": 1, "mutual_pairs": 1, "overlaps": 1, "long_days": 1, "bursts": 1, "frequent_pairs": 1}


def test_a_waiting_bonus_stays_within_what_one_confirmer_may_confirm_for_one_person() -> None:
    claims = [confirmed("W-1", "A", "2026-03-10", 60)]
    rows = {**people("A"), **wishes(OPEN), "claims": claims, "entries": [*FIRST, step("W-1", 2, "delivered", "2026-03-10", claim="c1")]}
    assert [row["counted"] for row in awards(**rows)] == [90]
    assert [row["counted"] for row in awards(**rows, rules={"pair_cap_minutes": 70})] == [70]
