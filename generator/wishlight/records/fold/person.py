"""A person or team on a day: here or not, verified or not, named only while there is consent."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from wishlight.records.fold.engine import Run, run_history
from wishlight.records.marks import list_marks
from wishlight.records.model import Record


class TeamSpell(NamedTuple):
    """A person's time in a team, both days included; `until` is None while it lasts."""

    person: str
    team: str
    since: date
    until: date | None


class PersonState(NamedTuple):
    """A person derived at a day. `name` and `scope` (name, page, board) are None without consent in force."""

    person: str
    state: str
    joined_on: date | None
    verified_on: date | None
    suspended_until: date | None
    merged_into: str | None
    name: str | None
    scope: str | None
    account: int | None
    spells: tuple[TeamSpell, ...]


def fold_person(record: Record, as_of: date, *, newest: date | None = None) -> PersonState:
    """The person as of a day; a withdrawal or redaction recorded by `newest` (all, without it) applies to every day."""
    run = run_history(record, as_of)
    consent = _consent(run, run_history(record, newest), record)
    joined, verified = run.first("joined"), run.first("verified")
    suspended, merged = run.last("suspended"), run.last("merged")
    linked = run.last("linked", "unlinked")
    return PersonState(
        person=record.id,
        state=run.state,
        joined_on=joined.on if joined else None,
        verified_on=verified.on if verified else None,
        suspended_until=date.fromisoformat(suspended.data["until"]) if suspended and run.state == "suspended" else None,
        merged_into=merged.data["into"] if merged else None,
        name=consent[0] if consent else None,
        scope=consent[1] if consent else None,
        account=linked.data.get("account") if linked and linked.event == "linked" else None,
        spells=tuple(list_spells(record.id, run)),
    )


def _consent(then: Run, now: Run, record: Record) -> tuple[str, str] | None:
    """Consent as given then, unless it has been withdrawn since: a withdrawal reaches back to every earlier day."""
    given = then.last("consented", "withdrew")
    latest = now.last("consented", "withdrew")
    if given is None or given.event != "consented" or latest is None or latest.event != "consented":
        return None
    if record.head.get("age_group") == "under-18" or now.state == "left" or given.data.get("name", "") in ("", *list_marks()):
        return None  # open data leaves out the names of those who may not be named
    return given.data["name"], given.data["scope"]


def list_spells(person: str, run: Run) -> list[TeamSpell]:
    """The person's times in teams by a folded history."""
    open_spells: dict[str, date] = {}
    spells = []
    for entry in run.entries:
        if entry.event == "joined_team":
            open_spells.setdefault(entry.data["team"], entry.on)
        elif entry.event == "left_team" and entry.data["team"] in open_spells:
            spells.append(TeamSpell(person, entry.data["team"], open_spells.pop(entry.data["team"]), entry.on))
    return spells + [TeamSpell(person, team, since, None) for team, since in open_spells.items()]
