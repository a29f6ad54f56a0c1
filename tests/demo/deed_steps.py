"""The steps of the ladder: talk, vote, money, works, acceptance."""

from __future__ import annotations

from datetime import date

from .cast import hall_of
from .clock import forward
from .deed import LADDER, Deed, EndOfStoryError, days_until, proposer, supervisors, working_days_on

_GAPS = {
    "seconded": (1, 4),
    "deliberated": (3, 9),
    "voting": (2, 6),
    "tallied": (4, 9),
    "contracted": (4, 9),
    "started": (3, 8),
}


def climb(deed: Deed) -> None:
    """From the proposal as far as the row says. Raises EndOfStoryError where it stops."""
    goal = deed.words[0] if deed.words else "declined"
    _talk(deed, goal)
    _vote(deed, goal)
    _publicise(deed, goal)
    _prepare(deed, goal)
    _work(deed, goal)
    _accept(deed, goal)
    _after(deed)


def _gap(deed: Deed, step: str) -> int:
    low, high = _GAPS[step]
    return deed.chance.randint(0, 1) if deed.quick and step != "started" else deed.chance.randint(low, high)


def _stop(deed: Deed, goal: str, here: str) -> None:
    if goal in LADDER and LADDER.index(goal) <= LADDER.index(here):
        raise EndOfStoryError


def _talk(deed: Deed, goal: str) -> None:
    deed.draft.add(deed.at, "proposed", proposer(deed), note=deed.notes.pop("proposed", None))
    _stop(deed, goal, "proposed")
    if not deed.quick:
        deed.add("seconded", _gap(deed, "seconded"), count=deed.chance.randint(5, 28))
        deed.add("deliberated", _gap(deed, "deliberated"), count=deed.chance.randint(9, 23))
    _stop(deed, goal, "deliberated")
    if "declined" in deed.ways:
        deed.add("declined", deed.chance.randint(2, 6), reason=deed.ways["declined"])
        del deed.draft.head["story"]
        raise EndOfStoryError


def _vote(deed: Deed, goal: str) -> None:
    rounds = [deed.ways["noquorum"]] if "noquorum" in deed.ways else []
    rounds += [] if "only" in deed.words else [""]
    for n, votes in enumerate(rounds):
        unit, roll = deed.ways["roll"].split(":")
        quorum, threshold = (1000, 500) if deed.quick else (667, 667 if unit == "owner" else 500)
        if n > 0:
            deed.notes["roll"] = deed.notes.pop("again", "")
        deed.add("roll", _gap(deed, "voting"), unit=unit, count=int(roll), quorum=quorum, threshold=threshold)
        _stop(deed, goal, "voting")
        _tally(deed, unit, int(roll), votes or deed.ways.get("vote", ""))
    _stop(deed, goal, "tallied")
    if "fail" in deed.words:
        deed.add("declined", 3, reason="voted-down")
        raise EndOfStoryError


def _tally(deed: Deed, unit: str, roll: int, votes: str) -> None:
    chance = deed.chance
    if votes:
        numbers = [int(part) for part in votes.split("-")]
    else:
        cast = (
            roll
            if deed.quick
            else chance.randint(round(roll * 0.7) + 1, round(roll * 0.9))
            if unit != "council"
            else chance.randint(12, 16)
        )
        against = 0 if deed.quick else chance.randint(0, max(1, cast // 9))
        abstain, void = (
            (0, 0)
            if deed.quick
            else (chance.randint(0, max(1, cast // 30)), chance.choice((0, 0, 1)) if unit != "council" else 0)
        )
        numbers = [cast - against - abstain - void, against, abstain, void]
    keys = ("votes_for", "votes_against", "abstain", "void")
    gap = _gap(deed, "tallied") if unit != "council" else chance.randint(0, 2)
    deed.add(
        "tallied", gap, **dict(zip(keys, numbers, strict=True)), helpers=supervisors(deed) if not deed.quick else None
    )


def _publicise(deed: Deed, goal: str) -> None:
    deed.add("publicised", deed.chance.randint(0, 2), days=5)
    _stop(deed, goal, "publicised")
    if "objection" in deed.ways:
        number = deed.add("objected", 2, hall_of(deed.row[2]), whose="resident", why=deed.ways["objection"])
        deed.add("answered", 2, entry=number)
    shown = next(row for row in reversed(deed.draft.history) if row["event"] == "publicised")
    last = working_days_on(date.fromisoformat(shown["recorded_at"][:10]), 5)
    works = int(deed.ways.get("len", "30"))
    slack = int(deed.ways.get("slack", str(deed.chance.randint(6, 20))))
    deed.add("approved", days_until(deed, last) + deed.chance.randint(1, 3))
    deed.draft.head["due"] = forward(deed.at.date(), works + 24 + slack).isoformat()
    _stop(deed, goal, "approved")


def _prepare(deed: Deed, goal: str) -> None:
    for part in deed.row[7].split(","):
        fund, yuan = part.split(":")
        deed.add("funded", deed.chance.randint(1, 4), fund=fund, fen=int(yuan) * 100)
    if goal == "cancelled":
        deed.add("cancelled", 12, why="部门已经进场做同一块地，不重复花钱")
        raise EndOfStoryError
    total = sum(line["fen"] for line in deed.draft.head["budget"])
    if total >= 1_000_000:
        deed.add("contracted", _gap(deed, "contracted"), fen=total - deed.chance.choice((0, 0, 20_000, 55_000)))
        if not deed.quick and deed.row[3] in (
            "roads",
            "pipes",
            "charging-safety",
            "greening",
            "environment",
            "culture-sports",
            "housing",
        ):
            deed.draft.head["warranty_months"] = 12 if deed.chance.random() < 0.7 else 24
    _stop(deed, goal, "contracted")


def _work(deed: Deed, goal: str) -> None:
    works = int(deed.ways.get("len", "30"))
    deed.add("started", _gap(deed, "started"))
    began = deed.at.date()
    first = deed.draft.head["budget"][0]
    if first["fen"] >= 1_500_000:
        _spend(deed, 1, first["line"], first["fen"] * 3 // 10, "advance")
    if "over" in deed.ways:
        _vary(deed, *deed.ways["over"].split(":"))
    marks = [key for key in ("30", "40", "50", "70") if key in deed.notes] or (["60"] if works > 9 else [])
    for mark in marks:
        due = forward(began, round(works * int(mark) / 100))
        deed.notes["progressed"] = deed.notes.pop(mark, "") or ""
        deed.add("progressed", days_until(deed, due), percent=int(mark))
    if goal == "started":
        raise EndOfStoryError
    if goal == "paused":
        deed.notes["varied"] = deed.notes.pop("varied", "")
        _vary(deed, first["line"], "12000", "排烟管改走外墙")
        deed.add("paused", 6, why="排烟整改图没批下来，工人先撤")
        raise EndOfStoryError
    deed.add("completed", days_until(deed, forward(began, works)))
    _stop(deed, goal, "completed")


def _vary(deed: Deed, line: str, yuan: str, why: str) -> None:
    deed.add("varied", 4, line=line, fen=int(yuan) * 100, why=why, approved_by="post:m2")
    deed.add("funded", 3, fund=deed.row[7].split(":")[0], fen=int(yuan) * 100)


def _spend(deed: Deed, days: int, line: str, fen: int, stage: str) -> None:
    number = 1 + sum(row["event"] == "spent" for row in deed.draft.history)
    deed.add("spent", days, line=line, fen=fen, stage=stage, voucher=f"{deed.draft.head['source_slip']}-{number}")


def _accept(deed: Deed, goal: str) -> None:
    if "failonce" in deed.ways:
        deed.add("inspected", 3, result="fail")
        deed.notes["reworked"] = deed.notes.pop("reworked2", "")
        deed.add("reworked", 2, why=deed.ways["failonce"])
        deed.notes["completed"] = "第二次报完工"
        deed.add("completed", 9)
    deed.add("inspected", deed.chance.randint(1, 5) if not deed.quick else 0, result="pass")
    _stop(deed, goal, "inspected")
    _settle(deed)
    deed.add("accepted", deed.chance.randint(1, 8), helpers=supervisors(deed))


def _settle(deed: Deed) -> None:
    """Pay what each line still has; a warranty keeps a twentieth of the first."""
    for n, budget in enumerate(deed.draft.head["budget"]):
        mine = [row for row in deed.draft.history if row.get("line") == budget["line"]]
        varied = sum(row["fen"] for row in mine if row["event"] == "varied")
        paid = sum(row["fen"] for row in mine if row["event"] == "spent")
        kept = budget["fen"] // 20 if n == 0 and "warranty_months" in deed.draft.head else 0
        saved = deed.chance.choice((0, 0, 0, 2, 3)) * budget["fen"] // 100
        _spend(deed, 1 if n == 0 else 0, budget["line"], budget["fen"] + varied - paid - kept - saved, "final")


def _after(deed: Deed) -> None:
    deed.add(
        "rated",
        deed.chance.randint(9, 25),
        count=deed.chance.randint(6, 41),
        rating=deed.chance.choice((3, 4, 4, 4, 5, 5)),
    )
    if "defect" in deed.ways:
        deed.notes.pop("defect", None)
        number = deed.add("defect", 24, why=deed.ways["defect"])
        deed.add("mended", 6, entry=number)
