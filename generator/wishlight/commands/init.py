"""`wishlight init DIR`: a new board that builds at once."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wishlight.invocation import Invocation

if TYPE_CHECKING:
    from wishlight.words import Words

MOST_GRIDS = 200


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name")
@click.option("--place")
@click.option("--area", "areas", multiple=True)
@click.option("--forge", type=click.Choice(["github", "none"]))
@click.option("--repository")
@click.option("--site-url")
@click.option("--yes", is_flag=True)
@click.pass_obj
def init(
    call: Invocation, folder: Path, name: str | None, place: str | None, areas: tuple[str, ...], forge: str | None,
    repository: str | None, site_url: str | None, yes: bool,
) -> int:  # fmt: skip
    """Ask what no option said, write the board, and say what to type next."""
    from wishlight.starter import Answers, list_contents, make_board
    from wishlight.words import load_words

    words = load_words(call.lang)
    if list_contents(folder):
        raise click.UsageError(words("init.not-empty", folder=folder))
    ask = _asker(words, silent=yes or not sys.stdin.isatty())
    name, place = name or ask("name"), place or ask("place")
    areas = areas or tuple(re.split(r"[,，、;；\s]+", ask("areas").strip()))
    forge = forge or ask("forge", ["github", "none"])
    repository = repository if repository is not None else (ask("repository") if forge == "github" else "")
    if repository and not re.fullmatch(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+", repository):
        raise click.UsageError(words("init.bad-repository", value=repository))
    answers = Answers(name, place, tuple(_read_areas(areas, words)), forge, repository, site_url or "", _today())
    written = make_board(folder, answers, words)
    click.echo(words("init.done", n=len(written), folder=folder))
    if forge == "github":
        click.echo(words("init.next-github"))
    return 0


def _asker(words: Words, *, silent: bool) -> Callable[..., str]:
    def ask(key: str, choices: Sequence[str] = ()) -> str:
        default = words(f"init.default-{key}")
        if silent:
            return default
        return str(click.prompt(words(f"init.ask-{key}"), default=default, type=click.Choice(choices) if choices else None))

    return ask


def _read_areas(texts: Iterable[str], words: Words) -> Iterable[tuple[str, int]]:
    """`name` or `name=number of grids`; one grid where no number stands."""
    for text in texts:
        name, _, count = text.replace("＝", "=").partition("=")
        if not name.strip() or not (count or "1").isdigit() or not 0 < int(count or 1) <= MOST_GRIDS:
            raise click.UsageError(words("init.bad-area", value=text, most=MOST_GRIDS))
        yield name.strip(), int(count or 1)


def _today() -> date:
    return datetime.now().astimezone().date()
