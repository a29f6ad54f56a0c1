"""`wishlight recount`: every published figure again, from the data package alone, and what the site shows beside it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from wishlight.invocation import Invocation


@click.command()
@click.argument("place", required=False)
@click.pass_obj
def recount(call: Invocation, place: str | None) -> int:
    """Recount a package, a built site or an address; exit 1 when anything differs."""
    from wishlight.tables.parts import DESCRIPTOR
    from wishlight.words import load_words

    words = load_words(call.lang)
    if place and place.startswith(("https://", "http://")):
        from wishlight.forge.download import DownloadError, download_package

        with tempfile.TemporaryDirectory() as folder:
            try:
                download_package(place, Path(folder))
            except DownloadError as error:
                click.echo(words("recount.unreachable", place=place, why=str(error)), err=True)
                return 2
            return _tell(Path(folder), None, words)
    here = Path(place) if place else call.root / "site"
    site = here if (here / "data" / DESCRIPTOR).is_file() else None
    return _tell(here / "data" if site else here, site, words)


def _tell(package: Path, site: Path | None, words: Callable[..., str]) -> int:
    from wishlight.metrics.recount import Difference
    from wishlight.metrics.recount import recount as count_again
    from wishlight.metrics.shown import compare_pages

    try:
        result = count_again(package)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        click.echo(words("recount.no-package", path=error.filename), err=True)
        return 2
    except ValueError:
        click.echo(words("recount.no-json", path=package), err=True)
        return 1
    differences = list(result.differences)
    shown = 0
    for page, value, expected in compare_pages(site, result.published) if site else ():
        shown += 1
        if value.value != expected:
            said = "-" if expected is None else expected
            differences.append(Difference("page", page, f"{value.metric}.{value.column} [{value.row}]: {said} | {value.value}"))
    for difference in differences:
        click.echo(words(f"recount.{difference.what}", name=difference.name, detail=difference.detail))
    counts = {"figures": result.figures, "rows": result.rows, "shown": shown, "differences": len(differences)}
    click.echo(words("recount.differs" if differences else "recount.agrees", day=result.as_of, **counts))
    return 1 if differences else 0
