"""`wishlight check`: every problem at once, as `path:line: what is wrong — how to mend it`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from wishlight.invocation import Invocation


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--base", metavar="REF")
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text")
@click.option("--actor", metavar="ID")
@click.pass_obj
def check(call: Invocation, paths: tuple[Path, ...], base: str | None, form: str, actor: str | None) -> int:
    """Judge the records; exit 1 when something is refused."""
    from wishlight.problems import PRINTERS, has_refusal
    from wishlight.records.check import check_board
    from wishlight.records.gitdata import GitError
    from wishlight.words import load_words

    words = load_words(call.lang)
    if actor and not base:
        raise click.UsageError(words("check.actor-needs-base"))
    try:
        report = check_board(call.root, words, datetime.now(UTC), base=base, actor=actor)
    except GitError as error:
        raise click.UsageError(words("check.no-base", ref=base, why=error)) from None
    wanted = [p for p in report.problems if not paths or _is_in(call.root / p.path, paths)]
    click.echo(PRINTERS[form](wanted), nl=False)
    refused = sum(p.level == "refuse" for p in wanted)
    click.echo(words("check.refused" if refused else "check.good", n=refused, records=report.records), err=True)
    return 1 if has_refusal(wanted) else 0


def _is_in(path: Path, wanted: tuple[Path, ...]) -> bool:
    full = path.resolve()
    return any(full == place.resolve() or place.resolve() in full.parents for place in wanted)
