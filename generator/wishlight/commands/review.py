"""`wishlight review`: a change in plain words, for whoever has to say yes or no to it."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from wishlight.invocation import Day, Invocation


@click.command()
@click.option("--base", metavar="REF", required=True)
@click.option("--as-of", type=Day())
@click.option("--markdown", is_flag=True)
@click.option("--commit", metavar="SHA", default="")
@click.pass_obj
def review(call: Invocation, base: str, as_of: datetime | None, markdown: bool, commit: str) -> int:
    """Tell what the change since REF does; whether it may pass is for `check` to say."""
    from wishlight.records.gitdata import BaseError, GitError, list_parents
    from wishlight.review.write import gather, write_markdown, write_plain
    from wishlight.words import load_words

    words, day = load_words(call.lang), as_of.date() if as_of else None
    try:
        if commit and commit not in list_parents(call.root, "HEAD"):
            raise click.UsageError(words("review.other-commit", commit=commit))
        facts = gather(call.root, base, datetime.now(UTC), day, () if markdown else (call.lang,))
    except BaseError as error:
        raise click.UsageError(words(f"check.{error}", ref=base)) from None
    except GitError as error:
        raise click.UsageError(words("check.no-base", ref=base, why=error)) from None
    click.echo(write_markdown(facts, commit) if markdown else write_plain(facts, words), nl=False)
    return 0
