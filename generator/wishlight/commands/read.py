"""`wishlight read`: what is understood of a filled form, as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import click

from wishlight.invocation import Invocation
from wishlight.records.formlinks import FORMS


@click.command()
@click.argument("form", type=click.Choice(FORMS))
@click.argument("body", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def read(call: Invocation, form: str, body: Path) -> int:
    """Print the answers and problems of a body; exit 1 where it could not be taken as it stands."""
    from wishlight.intake.definition import load_form
    from wishlight.intake.reader import read_body
    from wishlight.problems import print_text
    from wishlight.records.board import load_board
    from wishlight.words import load_words

    words = load_words(call.lang)
    board, wrong = load_board(call.root, words)
    if wrong:
        click.echo(print_text(wrong), nl=False)
        return 1
    text = body.read_bytes().decode("utf-8", errors="replace")
    found = read_body(load_form(form), text, board, words, str(body))
    told = {"answers": found.answers, "problems": [problem._asdict() for problem in found.problems]}
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    return 1 if found.problems else 0
