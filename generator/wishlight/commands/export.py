"""`wishlight export`: the board's tables, figures and their SQL as a data package that anyone can recount."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from wishlight.invocation import Invocation


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]))
@click.pass_obj
def export(call: Invocation, folder: Path, as_of: datetime | None) -> int:
    """Write the package; exit 1 with every problem when the records are refused."""
    from wishlight.metrics import run_metrics
    from wishlight.problems import has_refusal, print_text, sort_problems
    from wishlight.records.board import load_board
    from wishlight.records.judge import judge
    from wishlight.records.reading import read_records
    from wishlight.tables import fold_all, make_tables
    from wishlight.tables.package import make_package
    from wishlight.words import load_words

    words = load_words(call.lang)
    board, problems = load_board(call.root, words)
    reading = read_records(call.root, board, words)
    problems += [*reading.problems, *judge(reading.records, board, words, None, root=call.root)]
    if has_refusal(problems):
        click.echo(print_text(sort_problems(problems)), nl=False)
        return 1
    newest = max((record.history[-1].at.date() for record in reading.records if record.history), default=None)
    day = as_of.date() if as_of else newest or datetime.now(board.zone).date()
    con = make_tables(board, fold_all(reading.records, board, day), day)
    files = 0
    for name, data in make_package(board, con, run_metrics(con), day):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        files += 1
    click.echo(words("export.done", files=files, folder=folder, day=day.isoformat()))
    return 0
