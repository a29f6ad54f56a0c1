"""One whole check of a board: settings, files, rules, and with a base what the change may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wishlight.problems import Problem, sort_problems
from wishlight.records.board import load_named
from wishlight.records.case import Cases, Finding
from wishlight.records.changes import Named, judge_change, read_base
from wishlight.records.context import Context
from wishlight.records.gitdata import GitError, find_merge_base
from wishlight.records.judge import explain_findings, file_reader, run_rules
from wishlight.records.reading import read_records
from wishlight.records.seal import list_tracked
from wishlight.records.submitter import check_submitter
from wishlight.records.survey import find_mail_addresses, find_strays
from wishlight.records.verdicts import looking_at_git, read_verdicts
from wishlight.words import Words


@dataclass(frozen=True)
class CheckReport:
    """All problems, sorted, and how many records were judged."""

    problems: list[Problem]
    records: int


def check_board(root: Path, words: Words, now: datetime, *, base: str | None = None, actor: str | None = None) -> CheckReport:
    """Judge everything at `root`; with `base` also the change since the commit shared with it.

    Raises GitError where `base` can't be compared with.
    """
    board, problems, settings = load_named(root, words)
    reading = read_records(root, board, words)
    reader = file_reader(root)
    context = Context(board, Cases(reading.records), now, reader)
    with looking_at_git(root) as find_checkout:
        verdicts = read_verdicts(root, board, settings, reading.blobs, reading.since)
        found: list[Named] = [*run_rules(context, verdicts), *(("stray-file", finding) for finding in find_strays(root))]
        found += (("committed-cache", Finding(path, (), {})) for path in list_tracked(root))
        verdicts.close(board, settings, find_checkout)
    span = "HEAD"
    if base is not None:
        commit = find_merge_base(root, base)
        span = f"{commit}..HEAD"
        broken, old_entries = judge_change(read_base(root, commit, reading.blobs))
        found += broken
        if actor is not None:
            found += (("not-the-actor", finding) for finding in check_submitter(actor, old_entries, context))
    found += _warn_of_mail(root, span)
    problems += reading.problems + explain_findings(found, words, reader)
    return CheckReport(sort_problems(problems), len(reading.records))


def _warn_of_mail(root: Path, span: str) -> list[Named]:
    try:
        return [("commit-mail", finding) for finding in find_mail_addresses(root, span)]
    except GitError:
        return []  # a board without git, or without a commit yet, publishes no address
