"""`wishlight print`: sheets for the hall, the wall and the pocket, as files that a browser prints."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from wishlight.invocation import Day, Invocation
from wishlight.paper import list_sheets


@click.command("print")
@click.argument("sheet", type=click.Choice(list_sheets()))
@click.option("--area")
@click.option("--id", "id")
@click.option("--month", metavar="YYYY-MM")
@click.option("--as-of", "as_of", type=Day())
@click.option("--out", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def print_(call: Invocation, sheet: str, area: str | None, id: str | None, month: str | None, as_of: datetime | None, out: Path | None) -> int:
    """Write one sheet; exit 1 when the records are refused, 2 when what is asked for is not there."""
    from wishlight.build import count_board, read_judged
    from wishlight.paper import Asked, NotPrintableError, make_sheet
    from wishlight.records.gitdata import data_commit
    from wishlight.records.replace import replace_file
    from wishlight.words import load_words

    words = load_words(call.lang)
    context = count_board(read_judged(call.root, words, as_of.date() if as_of else None, datetime.now().astimezone()))
    try:
        lang = call.lang if call.lang in context.languages else context.languages[0]
        made = make_sheet(context, sheet, lang, Asked(area, id, month, data_commit(call.root)))
    except NotPrintableError as reason:
        click.echo(words(f"paper.refused.{reason.key}", **reason.values), err=True)
        return 2
    path = (out or call.root / "print") / made.name
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, made.html.encode())
    click.echo(words("paper.done", path=path))
    return 0
