"""`wishlight redact`: a text that should not be public gives way to a mark, with an entry that says so; and what is left of it."""

from __future__ import annotations

import re
from typing import Any

import click

from wishlight.intake.change import Change, read_change
from wishlight.intake.desk import DeclinedError, Desk
from wishlight.intake.redaction import Place, Removal, remove_text
from wishlight.intake.terminal import carry_out, who_options
from wishlight.invocation import Invocation
from wishlight.records.board import Board
from wishlight.records.remains import find_commits, find_copies
from wishlight.words import Words, load_words

_PLACE = re.compile(r"(?P<record>[^#]+)(?:#(?P<entry>[1-9][0-9]{0,4}))?")


@click.command()
@click.argument("record")
@click.argument("field")
@click.option("--ground", required=True)
@click.option("--note")
@click.pass_obj
def redact(call: Invocation, /, record: str, field: str, ground: str, note: str | None, **given: Any) -> int:
    """Remove one text; exit 1 and write nothing where it may not be removed."""
    match = _PLACE.fullmatch(record)
    if match is None:
        raise click.UsageError(load_words(call.lang)("intake.terminal.not-a-place", text=record))
    place = Place(match["record"], int(match["entry"]) if match["entry"] else None, field)
    done: list[tuple[Removal, Desk, Words]] = []

    def prepare(board: Board, words: Words) -> Any:
        if ground not in board.lists["grounds"]:
            names = "、".join(f"{id}（{board.name_of('grounds', id, words.lang)}）" for id in board.lists["grounds"])
            raise click.UsageError(words("redact.no-ground", ground=ground, names=names))
        return lambda desk: _remove(place, ground, note, desk, words, done)

    code = carry_out(call, given, prepare)
    for removal, desk, words in done if code == 0 else ():
        click.echo(_tell_what_remains(call, removal, desk, words), nl=False)
    return code


redact.params.extend(who_options())


def _remove(place: Place, ground: str, note: str | None, desk: Desk, words: Words, done: list[tuple[Removal, Desk, Words]]) -> Change:
    removal = remove_text(place, ground, note, desk)
    if note and any(len(text) > 1 and text in note for text in removal.texts):
        raise DeclinedError("note-tells", record=place.record)
    done.append((removal, desk, words))
    return removal.change


def _tell_what_remains(call: Invocation, removal: Removal, desk: Desk, words: Words) -> str:
    """What this removal did not reach and who can, in plain words; never the text itself."""
    commits = find_commits(call.root, removal.change.path, removal.texts)
    after = {**desk.records, removal.change.record: read_change(removal.change, desk.board, words)}
    copies = [f"{copy.path} {'' if copy.entry is None else f'#{copy.entry} '}{copy.column}" for copy in find_copies(after.values(), removal.texts)]
    lines = [words("redact.site")]
    if commits:
        lines.append(words("redact.history", n=len(commits), first=commits[0][:10], last=commits[-1][:10], path=removal.change.path))
    else:
        lines.append(words("redact.no-history"))
    if copies:
        lines.append(words("redact.copies", n=len(copies), places="; ".join(copies)))
    if removal.issue:
        lines.append(words("redact.issue", issue=removal.issue))
    if desk.board.info.get("forge", "none") != "none":
        lines.append(words("redact.forge"))
    lines += [words("redact.elsewhere"), words("redact.next")]
    return "".join(f"{line}\n" for line in lines)
