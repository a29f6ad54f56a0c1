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

_GRIDS = re.compile(r"\d{1,3}")


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
    name, place = (_tidy(given or "", words) or _tidy(ask(key), words) or words(f"init.default-{key}") for key, given in (("name", name), ("place", place)))
    areas = areas or tuple(re.split(r"[,，、;；\s]+", ask("areas").strip()))
    forge = forge or ask("forge", ["github", "none"])
    repository = repository if repository is not None else (ask("repository") if forge == "github" else "")
    if repository and not re.fullmatch(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+", repository):
        raise click.UsageError(words("init.bad-repository", value=repository))
    if site_url and not _is_address(site_url):
        raise click.UsageError(words("init.bad-site-url", value=site_url))
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
        name, _, count = _tidy(text.replace("＝", "="), words).partition("=")
        name, count = name.strip(), count.strip() or "1"
        if not name or not _GRIDS.fullmatch(count) or not 0 < int(count) <= MOST_GRIDS:
            raise click.UsageError(words("init.bad-area", value=text, most=MOST_GRIDS))
        yield name, int(count)


def _tidy(text: str, words: Words) -> str:
    """A name on one line. Signs that no settings file may hold are refused here, before there is a board that can't be read."""
    from wishlight.records.read import RefusedError, decode

    line = " ".join(text.split())
    try:
        return decode(line.encode())
    except RefusedError as refused:
        raise click.UsageError(words("init.hidden-sign", sign=refused.values.get("sign", "-"))) from None


def _is_address(text: str) -> bool:
    """Whether pages can stand below an address: one that settings may hold, and without a question or a place in a page."""
    from wishlight.records.board.shapes import is_address

    return is_address(text) and not re.search(r"[?#\x00-\x1f\x7f]", text)


def _today() -> date:
    return datetime.now().astimezone().date()
