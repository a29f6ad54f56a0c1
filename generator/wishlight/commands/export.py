"""`wishlight export`: the board's tables, figures and their SQL as a data package that anyone can recount."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from wishlight.invocation import Day, Invocation


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--as-of", "as_of", type=Day())
@click.option("--spreadsheet", is_flag=True)
@click.pass_obj
def export(call: Invocation, folder: Path, as_of: datetime | None, spreadsheet: bool) -> int:
    """Write the package, or its tables for people to open; exit 1 with every problem when the records are refused."""
    from wishlight.build import count_board, read_judged
    from wishlight.tables.errata import list_errata
    from wishlight.tables.package import make_package
    from wishlight.tables.spreadsheet import write_spreadsheets
    from wishlight.words import load_words

    words = load_words(call.lang)
    if not _may_take(call.root, folder, spreadsheet):
        raise click.UsageError(words("export.foreign-folder", path=folder))
    judged = read_judged(call.root, words, as_of.date() if as_of else None, datetime.now().astimezone())
    context, day = count_board(judged), judged.as_of
    package = make_package(judged.board, context.con, context.results, day, list_errata(judged.records))
    own = words.extended(judged.board.words.get(words.lang, {}))
    files = _put_all(folder.absolute(), write_spreadsheets(package, judged.board, own) if spreadsheet else package)
    click.echo(words("export.done", files=files, folder=folder, day=day.isoformat()))
    return 0


def _may_take(root: Path, folder: Path, spreadsheet: bool) -> bool:
    """Whether a folder is new or empty, or holds an older export of the kind and nothing else that would be written over."""
    from wishlight.site.place import may_take

    return may_take(root, folder.absolute(), _are_sheets if spreadsheet else _is_package)


def _are_sheets(folder: Path) -> bool:
    return all(file.suffix == ".csv" or file.is_dir() for file in folder.rglob("*"))


def _is_package(folder: Path) -> bool:
    from wishlight.tables.parts import DESCRIPTOR

    return (folder / DESCRIPTOR).is_file()


def _put_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Put all files into a folder or none of them, since tables of two exports would contradict each other; how many there are.

    Raises OSError where the disk refuses, with the folder as it was; where that happens while they are put in place, the next export ends it.
    """
    from wishlight.records.replace import write_flushed
    from wishlight.site.journal import commit, discard, open_journal

    new, count = open_journal(folder), 0
    try:
        for count, (name, data) in enumerate(files, 1):  # noqa: B007 - counted beyond the loop
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            write_flushed(new / name, data)
        commit(folder, ())
    except OSError:
        discard(folder)
        raise
    return count
