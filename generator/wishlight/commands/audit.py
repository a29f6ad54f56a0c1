"""`wishlight audit`: the whole git history, and the proof that nothing recorded was changed or removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from wishlight.invocation import Invocation

if TYPE_CHECKING:
    from wishlight.problems import Problem
    from wishlight.records.audit import Broken

MOST = 5
"""How many differences of one rule are shown of one commit: where a whole folder was rewritten there are thousands."""


@click.command()
@click.option("--ref", default="HEAD", metavar="REF")
@click.option("--since", metavar="REF")
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text")
@click.pass_obj
def audit(call: Invocation, ref: str, since: str | None, form: str) -> int:
    """Walk the history; exit 1 where an entry was changed or removed."""
    from wishlight.problems import PRINTERS
    from wishlight.records.audit import audit_history
    from wishlight.records.board import load_board
    from wishlight.records.gitdata import GitError, is_shallow
    from wishlight.records.judge import make_problem
    from wishlight.words import load_words

    words = load_words(call.lang)
    board, _ = load_board(call.root, words)
    since = since or board.info.get("audit_from")
    try:
        if is_shallow(call.root):
            raise click.UsageError(words("audit.shallow"))
        found = audit_history(call.root, ref, since)
    except GitError as error:
        raise click.UsageError(words("audit.no-git", why=error)) from None
    problems = []
    for commit, rule, finding in found.broken:
        problem = make_problem(rule, finding, 0, 0, words)
        problems.append(problem._replace(says=words("audit.in-commit", commit=commit[:10], says=problem.says)))
    shown, more = (problems, {}) if form == "json" else _sum_up(found.broken, problems)
    click.echo(PRINTERS[form](shown), nl=False)
    for (commit, rule), n in more.items():
        click.echo(words("audit.more", commit=commit[:10], rule=rule, n=n), err=form != "text")
    facts = {"commits": found.commits, "versions": found.versions, "records": found.records, "entries": found.entries, "redactions": found.redactions}
    click.echo(words("audit.broken" if problems else "audit.good", n=len(problems), **facts), err=form != "text")
    if since:
        click.echo(words("audit.since", commit=since), err=True)
    return 1 if problems else 0


def _sum_up(broken: Iterable[Broken], problems: Iterable[Problem]) -> tuple[list[Problem], dict[tuple[str, str], int]]:
    """The first problems of each commit and rule, and how many more there are of which."""
    met: Counter[tuple[str, str]] = Counter()
    shown = []
    for (commit, rule, _), problem in zip(broken, problems, strict=True):
        met[commit, rule] += 1
        if met[commit, rule] <= MOST:
            shown.append(problem)
    return shown, {key: n - MOST for key, n in met.items() if n > MOST}
