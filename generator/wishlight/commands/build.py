"""`wishlight build`: the records to a site that anyone can open."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wishlight.clock import Clock, is_timings
from wishlight.invocation import Day, Invocation

if TYPE_CHECKING:
    from collections.abc import Callable

    from wishlight.report import BuildOptions, BuildReport
    from wishlight.words import Words

OPTIONAL = ("search", "feeds", "package")
"""Parts of a site that can be left out, for a trial or to see what they cost."""

SHOWN = 20
"""Written pages named on the screen; all of them stand in the write list."""


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--as-of", "as_of", type=Day())
@click.option("--engine", type=click.Choice(["mkdocs", "properdocs", "zensical"]), default="mkdocs")
@click.option("--zip", "bundle", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--without", type=click.Choice(OPTIONAL), multiple=True)
@click.option("--only", type=click.Choice(["pages"]))
@click.option("--timings", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--strict", is_flag=True)
@click.option("--quiet", is_flag=True)
@click.pass_obj
def build(
    call: Invocation,
    out: Path | None,
    as_of: datetime | None,
    engine: str,
    bundle: Path | None,
    without: tuple[str, ...],
    only: str | None,
    timings: Path | None,
    strict: bool,
    quiet: bool,
) -> int:
    """Build the site; exit 1 with every problem when the records are refused."""
    from wishlight.problems import print_text
    from wishlight.report import BuildOptions
    from wishlight.words import load_words

    words = load_words(call.lang)
    if wrong := _find_foreign(call.root, bundle, timings):
        raise click.UsageError(words("build.foreign-file", path=wrong))
    place = (out or call.root / "site").resolve()
    options = BuildOptions(call.root, place, call.lang, as_of.date() if as_of else None, engine, without, only == "pages")
    clock = Clock()

    def say(stage: str) -> None:
        clock.begin(stage)
        if not quiet:
            click.echo(words(f"build.{stage}"), err=True)

    report = _build(options, say, words)
    if timings:
        clock.write(timings)
    if report is None:
        return 1
    click.echo(print_text(report.problems), nl=False, err=True)
    click.echo(words("build.done", **report.counts()))
    for path in report.site.written[:SHOWN]:
        click.echo(f"  {path}")
    if len(report.site.written) > SHOWN:
        click.echo(words("build.more", n=len(report.site.written) - SHOWN))
    if bundle:
        _pack(options.out, bundle, words)
    return _check_site(options.root, options.out, words) if strict else 0


def _find_foreign(root: Path, bundle: Path | None, timings: Path | None) -> Path | None:
    """A file to be written that is somebody else's already, or would lie among what the board is made from."""
    if not (bundle or timings):
        return None
    from zipfile import is_zipfile

    from wishlight.site.place import is_among_sources

    for place, is_ours in ((bundle, is_zipfile), (timings, is_timings)):
        if place and (is_among_sources(root, place) or (place.exists() and not is_ours(place))):
            return place
    return None


def _build(options: BuildOptions, say: Callable[[str], None], words: Words) -> BuildReport | None:
    """Build, where there is something to build; None with every problem shown where it is refused."""
    from wishlight.problems import print_text
    from wishlight.untouched import find_untouched, looking

    with looking(options, say) as looks:
        if untouched := find_untouched(options, looks):
            return untouched
        from wishlight.build import BoardRefusedError, build
        from wishlight.site.settings import SiteError

        try:
            return build(options, datetime.now().astimezone(), say, looks)
        except (BoardRefusedError, SiteError) as refused:
            click.echo(print_text(refused.problems), nl=False)
            click.echo(words("build.refused", n=len(refused.problems)), err=True)
            return None


def _pack(out: Path, bundle: Path, words: Words) -> None:
    from wishlight.site.bundle import write_bundle

    click.echo(words("build.packed", n=write_bundle(out, bundle), path=bundle))


def _check_site(root: Path, out: Path, words: Words) -> int:
    """Every broken link of the site that was just built; exit code 1 where there is one."""
    from wishlight.problems import print_text
    from wishlight.records.board import load_board
    from wishlight.site.linkcheck import check_links

    problems = check_links(out, words, load_board(root, words)[0].info.get("site_url", ""))
    click.echo(print_text(problems), nl=False)
    return 1 if problems else 0
