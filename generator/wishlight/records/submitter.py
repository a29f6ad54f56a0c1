"""Who may submit which entries: one's own, one's post's, one's team's; maintainers and the board's own bot submit for anyone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context

BOT = "board"


def find_person(actor: str, context: Context) -> str | None:
    """The person behind `p:XXXX`, `board`, or a forge account such as `github:583231` (the numeric id, which outlives a renaming)."""
    if actor == BOT or actor in context.people:
        return actor
    forge, _, account = actor.partition(":")
    for id, case in context.people.items():
        linked = case.run.last("linked", "unlinked")
        if linked and linked.event == "linked" and (linked.data.get("forge"), str(linked.data.get("account"))) == (forge, account):
            return id
    return None


def check_submitter(actor: str, old_entries: Mapping[str, int], context: Context) -> Iterator[Finding]:
    """New entries whose `by` the submitter may not use."""
    person = find_person(actor, context)
    if person == BOT:
        return
    for case in context.cases:
        if case.record.path not in old_entries:
            continue
        for entry in case.record.history[old_entries[case.record.path] :]:
            if not _may_use(entry.by, person, entry.at.date(), case, context):
                yield case.find(entry, "by", actor=actor, by=entry.by)


def _may_use(by: str, person: str | None, day: date, case: Case, context: Context) -> bool:
    if person is None:
        return False
    if any(post.duty == "maintainer" and post.holder_on(day) == person for post in context.board.posts.values()):
        return True
    return person in (by, context.person(by, day)) or by in context.teams_of(person, day)
