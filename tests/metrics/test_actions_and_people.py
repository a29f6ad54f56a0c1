"""Actions, and who does it, on rows that can be counted by hand."""

from __future__ import annotations

from typing import Any

from inline_rows import attended, count, people, step

STATE: dict[str, Any] = {"starts": "2026-06-01T08:00:00", "ends": "2026-06-01T10:00:00", "attended": 0, "guests": 0, "capacity": 4}


def actions(*given: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    heads = [{"id": f"A-{n}", "area": own.pop("area", "lake"), "category": own.pop("category", "clinic")} for n, own in enumerate(given, 1)]
    return {"actions": heads, "action_states": [{**STATE, "action": f"A-{n}", **own} for n, own in enumerate(given, 1)]}


def test_every_action_stands_where_it_is() -> None:
    rows = actions({"status": "open"}, {"status": "full"}, {"status": "cancelled"}, {"status": "reported", "held_on": "2026-06-01", "attended": 3, "guests": 9})
    (row,) = count("action_counts", **rows)
    assert (row["actions"], row["upcoming"], row["cancelled"], row["held"], row["attended"], row["guests"]) == (4, 2, 1, 1, 3, 9)
    assert row["proposed"] + row["upcoming"] + row["postponed"] + row["held"] + row["cancelled"] + row["declined"] == row["actions"]


def test_actions_by_category_and_community_add_up_and_say_how_full_they_were() -> None:
    held = {"status": "reported", "held_on": "2026-06-01", "attended": 3}
    given = ({**held}, {**held, "category": "phones", "area": "hill"}, {"status": "cancelled"})
    found = {row["category"]: row for row in count("actions_by_category", **actions(*(dict(one) for one in given)))}
    assert (found["clinic"]["actions"], found["clinic"]["held"], found["clinic"]["cancelled"], found["clinic"]["filled_permille"]) == (2, 1, 1, 750)
    by_community = count("actions_by_community", **actions(*(dict(one) for one in given)))
    assert [(row["community"], row["held"], row["attended"]) for row in by_community] == [("hill", 1, 3), ("lake", 1, 3)]


def test_months_count_actions_people_and_minutes() -> None:
    rows = {**people("A", "B"), **attended(("A", "2026-06-01", 60), ("A", "2026-06-02", 60), ("B", "2026-06-03", 30))}
    (row,) = count("action_months", **rows)
    assert (row["held"], row["attended"], row["people"], row["minutes"]) == (3, 3, 2, 150)


def test_no_shows_are_of_those_who_came_or_stayed_away_and_the_excused_do_not_count() -> None:
    states = ("attended", "attended", "attended", "absent", "excused", "left")
    signups = [{"action": "A-1", "claim": f"c{n}", "person": "p:A", "seats": 1, "state": state} for n, state in enumerate(states)]
    (row,) = count("attendance", **actions({"status": "reported", "held_on": "2026-06-01"}), signups=signups)
    assert (row["signed_up"], row["attended"], row["excused"], row["absent"], row["absent_permille"]) == (5, 3, 1, 1, 250)


def test_moved_and_cancelled_actions_say_why_and_annulled_moves_do_not_count() -> None:
    entries = [step("A-1", 1, "postponed", "2026-06-01", why="rain"), step("A-1", 2, "cancelled", "2026-06-02", why="oops"), step("A-1", 3, "annulled", "2026-06-03", entry=2, why="x")]
    assert [(row["event"], row["why"]) for row in count("moved_actions", **actions({"status": "postponed"}), entries=entries)] == [("postponed", "rain")]


HELPED = attended(("A", "2026-01-05", 300), ("A", "2026-02-05", 60), ("B", "2026-02-06", 60), ("A", "2026-04-05", 60), ("C", "2026-06-05", 20))


def test_who_does_it_counts_people_not_awards() -> None:
    teams = [{"team": "team:x", "state": "active"}, {"team": "team:y", "state": "left"}]
    (row,) = count("people_counts", **people("A", "B", "C", D={"state": "left"}), **HELPED, team_states=teams)
    assert (row["volunteers"], row["teams"], row["helped"], row["active"], row["first_timers"], row["minutes"]) == (3, 1, 3, 2, 1, 500)


def test_the_people_of_a_month_are_new_again_or_back() -> None:
    found = {row["month"]: row for row in count("people_months", **people("A", "B", "C"), **HELPED, entries=[step("A-1", 1, "held", "2026-01-05")])}
    assert {month: (row["people"], row["first_timers"], row["again"], row["returned"]) for month, row in found.items()} == {
        "2026-01": (1, 1, 0, 0),
        "2026-02": (2, 1, 1, 0),
        "2026-03": (0, 0, 0, 0),
        "2026-04": (1, 0, 0, 1),
        "2026-05": (0, 0, 0, 0),
        "2026-06": (1, 1, 0, 0),
    }
    assert sum(row["minutes"] for row in found.values()) == 500


def test_retention_stands_once_its_months_are_over() -> None:
    given = attended(*[(p, "2026-01-05", 60) for p in "ABC"], ("A", "2026-04-30", 60), ("B", "2026-05-01", 60), *[(p, "2026-05-06", 60) for p in "DEF"])
    found = {row["month"]: row for row in count("retention", **people(*"ABCDEF"), **given, entries=[step("A-1", 1, "held", "2026-01-05")])}
    assert (found["2026-01"]["first_timers"], found["2026-01"]["within_3_months_permille"], found["2026-01"]["within_6_months_permille"]) == (3, 333, None)
    assert (found["2026-05"]["first_timers"], found["2026-05"]["within_3_months_permille"]) == (3, None)
    later = count("retention", **people(*"ABCDEF"), **given, entries=[step("A-1", 1, "held", "2026-01-05")], as_of="2026-08-01")
    assert later[0]["within_6_months_permille"] == 333


def test_the_top_tenth_is_at_least_one_person_and_needs_enough_people() -> None:
    (row,) = count("concentration", **people("A", "B", "C"), **HELPED)
    assert (row["people"], row["top_people"], row["top_minutes"], row["top_permille"]) == (3, 1, 420, 840)
    (few,) = count("concentration", **people("A"), **attended(("A", "2026-06-01", 60)))
    assert (few["top_permille"], few["suppressed"]) == (None, True)
