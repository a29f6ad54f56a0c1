"""`wishlight intake`: one reconciliation of the forge's open forms with the records."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wishlight.invocation import Invocation

if TYPE_CHECKING:
    from wishlight.forge.github import GitHub
    from wishlight.forge.github_calls import Calls
    from wishlight.intake.reconcile import Report
    from wishlight.records.board.model import Board
    from wishlight.words import Words

ROUNDS = 4
"""How often a run begins again after the forge asked for patience."""

PATIENCE = 900
"""How long a run waits in all, in seconds; the next scheduled run does the rest."""

FIRST_WAIT = 60
"""Seconds to the second round where the forge did not say; each further wait is twice as long."""


@click.command()
@click.option("--dry-run", is_flag=True)
@click.option("--issue", type=click.IntRange(min=1), metavar="N")
@click.pass_obj
def intake(call: Invocation, dry_run: bool, issue: int | None) -> int:
    """Read, decide, act. Exit 1 for settings that can't be read; 2 where the forge refuses or stays busy."""
    from wishlight.forge.port import RefusedError
    from wishlight.problems import has_refusal, print_text
    from wishlight.records.board import load_board
    from wishlight.words import load_words

    words = load_words(call.lang)
    board, problems = load_board(call.root, words)
    if has_refusal(problems):
        click.echo(print_text(problems), nl=False)
        return 1
    if board.info.get("forge", "none") == "none":
        click.echo(words("intake.run.none"))
        return 0
    main = str(board.info.get("branch", "main"))
    with _open_forge(call.root, board, main, words, issue) as (forge, calls):
        try:
            return (_rehearse if dry_run else _act)(forge, calls, board, main, words)
        except RefusedError as refused:
            click.echo(words("intake.run.refused", why=refused.why, status=refused.status), err=True)
        except LookupError as missing:
            if missing.args != (main,):
                raise
            click.echo(words("intake.run.no-main", branch=main), err=True)
    return 2


def wait(seconds: float) -> None:
    """Let time pass."""
    time.sleep(seconds)


@contextmanager
def _open_forge(root: Path, board: Board, main: str, words: Words, last: int | None) -> Iterator[tuple[GitHub, Calls]]:
    from wishlight.forge.access import ADDRESS, TOKEN, open_calls
    from wishlight.forge.github import GitHub
    from wishlight.intake.actions import BRANCHES

    repository = board.info.get("repository")
    if not os.environ.get(TOKEN):
        raise click.UsageError(words("intake.run.no-token"))
    if not repository:
        raise click.UsageError(words("intake.run.no-repository"))
    try:
        calls = open_calls(os.environ, lambda seconds: wait(seconds))
    except ValueError:
        raise click.UsageError(words("intake.run.wrong-api", api=os.environ[ADDRESS])) from None
    tell = _teller(words, "done")
    with _open_blobs(root) as read_blob:
        yield GitHub(calls, str(repository), BRANCHES, main=main, read_blob=read_blob, tell=tell, last=last), calls


def _teller(words: Words, mood: str) -> Callable[[str, object], None]:
    def tell(what: str, which: object) -> None:
        click.echo(words(f"intake.run.{mood}.{what}", which=which))

    return tell


@contextmanager
def _open_blobs(root: Path) -> Iterator[Callable[[str], bytes | None]]:
    """Files of this machine's copy of the repository, so that a pass fetches only what is new."""
    from wishlight.records.gitdata import Blobs, GitError, run_git

    try:
        run_git(root, "rev-parse", "--git-dir")
    except GitError:
        yield lambda id: None
        return
    with Blobs(root) as blobs:

        def read(id: str) -> bytes | None:
            try:
                return blobs.read(id)
            except GitError:
                return None

        yield read


def _act(forge: GitHub, calls: Calls, board: Board, main: str, words: Words) -> int:
    """Passes until all is done, or the forge's patience or ours is at its end."""
    from wishlight.intake.reconcile import LIMIT, run_pass

    rounds, waited, written = 0, 0, set[int]()
    while True:
        report = run_pass(forge, board, forge.read_clock, main, LIMIT - len(written))
        written |= set(report.written)
        if report.finished or len(written) >= LIMIT:
            click.echo(words(f"intake.run.{'finished' if report.finished else 'more'}", issues=len(written), calls=calls.count))
            return 0
        pause, rounds = _choose_pause(report, rounds), rounds + 1
        if rounds == ROUNDS or waited + pause > PATIENCE:
            return _give_up(pause, words)
        click.echo(words("intake.run.wait", seconds=pause), err=True)
        wait(pause)
        waited += pause


def _rehearse(forge: GitHub, calls: Calls, board: Board, main: str, words: Words) -> int:
    """A pass of which nothing is written, only told."""
    from wishlight.forge.rehearsal import Rehearsal
    from wishlight.intake.reconcile import LIMIT, run_pass

    report = run_pass(Rehearsal(forge, _teller(words, "would")), board, forge.read_clock, main)
    if not report.finished and len(report.written) < LIMIT:
        return _give_up(_choose_pause(report, 0), words)
    click.echo(words("intake.run.rehearsed", issues=len(report.written), calls=calls.count))
    return 0


def _choose_pause(report: Report, round: int) -> int:
    return report.wait or FIRST_WAIT * 2**round


def _give_up(pause: int, words: Words) -> int:
    click.echo(words("intake.run.busy", seconds=pause), err=True)
    return 2
