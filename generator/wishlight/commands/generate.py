"""`wishlight generate`: writes the files that are made from the schema and the board's settings."""

from __future__ import annotations

import click

from wishlight.invocation import Invocation


@click.command()
@click.option("--check", is_flag=True)
@click.pass_obj
def generate(call: Invocation, check: bool) -> int:
    """Write what is stale; with `--check` only name it and exit 1."""
    from wishlight.derived import list_stale, make_codeowners, make_editor_schemas, write_files
    from wishlight.intake.template import write_templates
    from wishlight.problems import has_refusal, print_text
    from wishlight.records.board import load_board
    from wishlight.words import load_words

    words = load_words(call.lang)
    board, problems = load_board(call.root, words)
    if has_refusal(problems):
        click.echo(print_text(problems), nl=False)
        return 1
    files = {**make_editor_schemas(board), **make_codeowners(board), **write_templates(board)}
    named = list_stale(call.root, files) if check else write_files(call.root, files)
    for path in named:
        click.echo(words("generate.stale" if check else "generate.written", path=path))
    if not named:
        click.echo(words("generate.in-step"))
    return 1 if check and named else 0
