"""`wishlight fmt`: records into canonical form; what can't be read whole is left alone."""

from __future__ import annotations

from pathlib import Path

import click

from wishlight.invocation import Invocation


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", "only_check", is_flag=True)
@click.pass_obj
def fmt(call: Invocation, paths: tuple[Path, ...], only_check: bool) -> int:
    """Rewrite what differs; exit 1 where a file can't be read (or, with `--check`, where one differs)."""
    from wishlight.problems import Problem, print_text
    from wishlight.records.board import load_board
    from wishlight.records.form import format_bytes
    from wishlight.records.replace import replace_file
    from wishlight.records.shape import Shape
    from wishlight.records.store import list_files
    from wishlight.words import load_words

    words = load_words(call.lang)
    board, problems = load_board(call.root, words)
    shapes: dict[str, Shape] = {}
    unread: list[Problem] = list(problems)
    changed = 0
    for file in list_files(call.root):
        disk = Path(file.disk)
        if disk.is_symlink() or (paths and not _is_in(disk, paths)):
            continue
        data = disk.read_bytes()
        shape = shapes.setdefault(file.kind, Shape(board, file.kind))
        right, wrong = format_bytes(shape, board.schema, file.path, data, words)
        unread += wrong
        if right is not None and right != data:
            changed += 1
            click.echo(words("fmt.differs" if only_check else "fmt.written", path=file.path))
            if not only_check:
                replace_file(disk, right)
    click.echo(print_text(unread), nl=False, err=True)
    click.echo(words("fmt.done", changed=changed, left=len({p.path for p in unread})), err=True)
    return 1 if unread or (only_check and changed) else 0


def _is_in(path: Path, wanted: tuple[Path, ...]) -> bool:
    full = path.resolve()
    return any(full == place.resolve() or place.resolve() in full.parents for place in wanted)
