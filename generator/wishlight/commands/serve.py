"""`wishlight serve`: the board in a browser on this machine, made anew whenever a record or page changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from errno import EADDRINUSE
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wishlight.invocation import Day, Invocation

if TYPE_CHECKING:
    from wishlight.words import Words

WATCHED = ("wishes", "content", "site_config", "mkdocs.yml")
"""What a board's people edit; a change anywhere in it makes the site anew."""


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--as-of", "as_of", type=Day())
@click.option("--engine", type=click.Choice(["mkdocs", "properdocs", "zensical"]), default="mkdocs")
@click.pass_obj
def serve(call: Invocation, port: int, out: Path | None, as_of: datetime | None, engine: str) -> int:
    """Serve until interrupted; a refused change shows its problems and leaves the old site in view."""
    from wishlight.build import BoardRefusedError, build
    from wishlight.problems import print_text
    from wishlight.quick import show_changed
    from wishlight.report import BuildOptions
    from wishlight.site.serve import serve as run
    from wishlight.site.settings import SiteError
    from wishlight.words import load_words

    words = load_words(call.lang)
    options = BuildOptions(call.root, (out or call.root / "site").resolve(), call.lang, as_of.date() if as_of else None, engine)

    def tell(stage: str) -> None:
        if stage == "waits":
            click.echo(words("build.waits"), err=True)

    def rebuild() -> bool:
        try:
            report = build(options, datetime.now().astimezone(), tell)
        except (BoardRefusedError, SiteError) as refused:
            click.echo(print_text(refused.problems), nl=False)
            click.echo(words("build.refused", n=len(refused.problems)), err=True)
            return False
        except OSError as error:
            click.echo(words("cli.machine-refuses", what=error.strerror or error, path=error.filename or "-"), err=True)
            return False
        click.echo(words("build.done", **report.counts()), err=True)
        return bool(report.site.written or report.site.removed)

    def show(paths: list[str]) -> bool:
        try:
            return bool(show_changed(options, paths))
        except (OSError, SiteError):
            return False  # whatever it is, the build that follows says so

    click.echo(words("build.first"), err=True)
    try:
        run(rebuild, options.out, [call.root / name for name in WATCHED], port=port, show=show, say=lambda key, values: _say(words, key, values))
    except OSError as error:
        if error.errno != EADDRINUSE:
            raise
        raise click.UsageError(words("build.port-taken", port=port, other=port + 1)) from None
    return 0


def _say(words: Words, key: str, values: Sequence[str]) -> None:
    shown = ", ".join(Path(value).name if key == "changed" else value for value in values[:3])
    click.echo(words(f"build.{key}", what=shown), err=True)
