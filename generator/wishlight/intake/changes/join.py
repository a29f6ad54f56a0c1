"""A new volunteer, a new team, or a volunteer who joins a team that exists."""

from __future__ import annotations

from typing import Any

from wishlight.intake.change import Answers, Draft, split_columns
from wishlight.intake.changes.proposing import columns_of, refuse_repeat
from wishlight.intake.desk import DeclinedError, Desk
from wishlight.records.ids import draw_id, make_person_id


def make(answers: Answers, desk: Desk) -> Draft:
    """The record or entry of someone who joins. Raises DeclinedError where something needed is missing or taken."""
    return {"person": _join, "team": _found_team, "join-team": _join_team}[answers["what"]](answers, desk)


def _join(answers: Answers, desk: Desk) -> Draft:
    if desk.person:
        there = desk.records.get(desk.person)
        raise DeclinedError("already-joined" if there and there.kind == "person" else "no-such-person", person=desk.person)
    refuse_repeat(desk)
    _need(answers, "area", "age")
    person = _new_person_id(desk)
    head = {**split_columns(columns_of("join"), answers, "person"), "skills": answers.get("skills"), **_origin(desk)}
    actor = f"post:{desk.post}" if desk.post else person
    entries: list[dict[str, Any]] = [{"event": "joined", "actor": actor}]
    if desk.source.account:
        entries.append({"event": "linked", "actor": "board", "forge": "github", "account": desk.source.account})
    if "name" in answers and answers["age"] == "adult":
        entries.append({"event": "consented", "actor": actor, "name": answers["name"], "scope": answers.get("scope", "name")})
    return Draft("person", person, {"id": person, **_filled(head)}, tuple(entries), answers["area"])


def _found_team(answers: Answers, desk: Desk) -> Draft:
    _need(answers, "area", "team", "title", "team_kind")
    refuse_repeat(desk)
    if answers["team"] in desk.records:
        raise DeclinedError("team-taken", team=answers["team"])
    head = {"id": answers["team"], **split_columns(columns_of("join"), answers, "team"), "area": answers["area"], **_origin(desk)}
    return Draft("team", answers["team"], _filled(head), ({"event": "joined"},), answers["area"])


def _join_team(answers: Answers, desk: Desk) -> Draft:
    _need(answers, "team")
    person = desk.actor
    if person not in desk.records:
        raise DeclinedError("not-joined")
    if answers["team"] not in desk.records:
        raise DeclinedError("no-team", team=answers["team"])
    entry = {"event": "joined_team", "team": answers["team"]}
    return Draft("person", person, None, (entry,), desk.records[person].head["area"])


def _new_person_id(desk: Desk) -> str:
    key = desk.source.key or draw_id("wish", desk.today)
    tries = (make_person_id(key if n == 0 else f"{key}/{n}", length) for length in (4, 5, 6) for n in range(10))
    return next(id for id in tries if id not in desk.records)


def _need(answers: Answers, *ids: str) -> None:
    missing = [id for id in ids if id not in answers]
    if missing:
        raise DeclinedError("answers-missing", asks=missing)


def _origin(desk: Desk) -> dict[str, object]:
    return {"source_channel": desk.source.channel, **desk.source.columns()}


def _filled(columns: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in columns.items() if value is not None}
