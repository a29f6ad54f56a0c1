"""`wishlight check`: every problem at once, as `path:line: what is wrong — how to mend it`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wishlight.invocation import Invocation

if TYPE_CHECKING:
    from wishlight.problems import Problem
    from wishlight.words import Words


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--base", metavar="REF")
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text")
@click.option("--actor", metavar="ID")
@click.pass_obj
def check(call: Invocation, paths: tuple[Path, ...], base: str | None, form: str, actor: str | None) -> int:
    """Judge the records; exit 1 when something is refused."""
    from wishlight.words import load_words

    within = [here for path in paths if (here := _find_path(path, call.root))]
    for path in paths:
        if not _is_judged(path, call.root):
            raise click.UsageError(load_words(call.lang)("check.no-record", path=path))
    if paths and base is None and actor is None and len(within) == len(paths) and (found := _check_some(call, within)) is not None:
        return _say(found, len(within), load_words(call.lang), form)
    from wishlight.records.check import check_board
    from wishlight.records.gitdata import BaseError, GitError

    words = load_words(call.lang)
    if actor is not None and base is None:
        raise click.UsageError(words("check.actor-needs-base"))
    try:
        report = check_board(call.root, words, datetime.now(UTC), base=base, actor=actor)
    except BaseError as error:
        raise click.UsageError(words(f"check.{error}", ref=base)) from None
    except GitError as error:
        raise click.UsageError(words("check.no-base", ref=base, why=error)) from None
    wanted = [p for p in report.problems if not paths or _is_in(call.root / p.path, paths)]
    return _say(wanted, report.records, words, form)


def _check_some(call: Invocation, paths: list[str]) -> list[Problem] | None:
    """The problems of some files, where an earlier run knows the others."""
    from wishlight.records.seal import finding_sealed

    with finding_sealed(call.root) as sealed:
        from wishlight.records.near import check_some
        from wishlight.words import load_words

        return check_some(call.root, load_words(call.lang), datetime.now(UTC), paths, sealed)


def _say(problems: list[Problem], records: int, words: Words, form: str) -> int:
    from wishlight.problems import PRINTERS, has_refusal

    click.echo(PRINTERS[form](problems), nl=False)
    refused = sum(problem.level == "refuse" for problem in problems)
    click.echo(words("check.refused" if refused else "check.good", n=refused, records=records), err=True)
    return 1 if has_refusal(problems) else 0


def _find_path(path: Path, root: Path) -> str | None:
    """A file's path from the board's root; None for a folder, and for what lies elsewhere."""
    full = path.absolute()
    return full.relative_to(root.absolute()).as_posix() if full.is_relative_to(root.absolute()) and not full.is_dir() else None


def _is_judged(path: Path, root: Path) -> bool:
    """Whether a check can say anything of a path: of a file or folder of records or settings, and of a folder that holds those."""
    from wishlight.records.store import FOLDER, SETTINGS

    full = path.resolve() if path.is_dir() and not path.is_symlink() else path.parent.resolve() / path.name  # a link is judged where it stands
    places = [root.resolve() / name for name in (FOLDER, SETTINGS)]
    return any(full.is_relative_to(place) or place.is_relative_to(full) for place in places)


def _is_in(path: Path, wanted: tuple[Path, ...]) -> bool:
    full = path.resolve()
    return any(full == place.resolve() or place.resolve() in full.parents for place in wanted)
