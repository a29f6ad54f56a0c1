"""`wishlight comment`: put a review that `wishlight review` wrote below the pull request that it is about."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wishlight.invocation import Invocation

if TYPE_CHECKING:
    from wishlight.forge.github_calls import Calls
    from wishlight.words import Words

ROUNDS = 3
"""How often it is tried where the forge asks for patience; a comment that was written after all is found again and not repeated."""

PATIENCE = 60
"""Seconds to the next round where the forge did not say."""


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--commit", metavar="SHA", required=True)
@click.pass_obj
def comment(call: Invocation, file: Path | None, commit: str) -> int:
    """Without a file only print the pull request's number; exit 1 for a text that may not be posted, 2 where the forge refuses."""
    from wishlight.forge.access import open_calls
    from wishlight.forge.port import BusyError, RefusedError
    from wishlight.review.post import UnsafeError, read_review
    from wishlight.words import load_words

    words = load_words(call.lang)
    if not re.fullmatch("[0-9a-f]{40}", commit):
        raise click.UsageError(words("comment.wrong-commit"))
    try:
        text = read_review(file) if file else None
        calls = open_calls(os.environ, wait)
    except UnsafeError as unsafe:
        click.echo(words(f"comment.{unsafe.why}"), err=True)
        return 1
    except KeyError:
        raise click.UsageError(words("intake.run.no-token")) from None
    except ValueError as error:
        raise click.UsageError(words("intake.run.wrong-api", api=error)) from None
    for again in range(ROUNDS):
        try:
            return _run(call, calls, commit, text, words)
        except RefusedError as refused:
            click.echo(words("intake.run.refused", why=refused.why, status=refused.status), err=True)
            return 2
        except BusyError as busy:
            if again < ROUNDS - 1:
                wait(busy.wait or PATIENCE)
    click.echo(words("intake.run.busy", seconds=PATIENCE), err=True)
    return 2


def wait(seconds: float) -> None:
    """Let time pass."""
    time.sleep(seconds)


def _run(call: Invocation, calls: Calls, commit: str, text: str | None, words: Words) -> int:
    from wishlight.forge.github import GitHub
    from wishlight.forge.pulls import find_open_pull
    from wishlight.records.board import load_board
    from wishlight.review.post import post_review

    board, _ = load_board(call.root, words)
    repository, branch = str(board.info.get("repository", "")), str(board.info.get("branch", "main"))
    if not repository:
        raise click.UsageError(words("intake.run.no-repository"))
    pull = find_open_pull(calls, repository, branch, commit)
    if text is None or pull is None:
        click.echo(pull if pull else words("comment.moved-on", commit=commit[:7]), err=pull is None)
        return 0
    click.echo(words(f"comment.{post_review(GitHub(calls, repository, ''), pull, text)}", pull=pull))
    return 0
