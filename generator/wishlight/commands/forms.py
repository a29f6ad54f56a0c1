"""`wishlight forms`: the issue forms, written from schema, settings and words, or checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wishlight.invocation import Invocation

if TYPE_CHECKING:
    from wishlight.intake.publish import Outcome


@click.command()
@click.option("--check", is_flag=True)
@click.pass_obj
def forms(call: Invocation, check: bool) -> int:
    """Write or check the forms; exit 1 where one is stale or would be dropped by the forge."""
    from wishlight.intake.publish import compare_forms, list_stale
    from wishlight.problems import has_refusal, print_text
    from wishlight.records.board import load_board
    from wishlight.words import load_words

    words = load_words(call.lang)
    board, problems = load_board(call.root, words)
    if problems:
        click.echo(print_text(problems), nl=False)
        return 1
    outcome = compare_forms(call.root, board, words)
    found = [*outcome.problems, *(list_stale(outcome, words) if check else ())]
    click.echo(print_text(found), nl=False)
    if has_refusal(found):
        return 1
    for line in write_forms(call.root, outcome):
        click.echo(words(f"intake.forms.{line[0]}", path=line[1]))
    if not outcome.files:
        click.echo(words("intake.forms.none"))
    elif not outcome.stale:
        click.echo(words("intake.forms.current", n=len(outcome.files)))
    return 0


def write_forms(root: Path, outcome: Outcome) -> list[tuple[str, str]]:
    """Write what is stale and remove what is ours and no longer wanted; what was done, with its path."""
    from wishlight.records.replace import replace_file

    for path in outcome.stale:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        replace_file(root / path, outcome.files[path].encode())
    for path in outcome.extra:
        (root / path).unlink()
    return [("written", path) for path in outcome.stale] + [("removed", path) for path in outcome.extra]
