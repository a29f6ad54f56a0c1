"""`wishlight doctor`: whether git, the files made from others and the repository on the forge are set up as the board needs them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wishlight.invocation import Invocation

if TYPE_CHECKING:
    from wishlight.forge.setup import Missing, Wanted
    from wishlight.problems import Problem
    from wishlight.records.board.model import Board
    from wishlight.words import Words

WORKFLOWS = ("check", "comment", "intake", "publish")
"""The workflows that a board on GitHub lives by."""


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text")
@click.pass_obj
def doctor(call: Invocation, form: str) -> int:
    """Say what is missing; exit 1 where something stops the board from working."""
    from wishlight.derived import list_stale, make_editor_schemas
    from wishlight.problems import PRINTERS, has_refusal
    from wishlight.records.board import load_board
    from wishlight.records.case import Finding
    from wishlight.records.judge import explain_findings, file_reader
    from wishlight.words import load_words

    words = load_words(call.lang)
    board, problems = load_board(call.root, words)
    found = [("stale-file", Finding(path, (), {"file": path})) for path in list_stale(call.root, make_editor_schemas(board))]
    found += [(rule, Finding(".git", (), values, "note")) for rule, values in _inspect_git(call.root)]
    problems += explain_findings(found, words, file_reader(call.root))
    problems += _inspect_forge(call.root, board, words)
    click.echo(PRINTERS[form](problems), nl=False)
    click.echo(words("doctor.found" if problems else "doctor.good", n=len(problems)), err=True)
    return 1 if has_refusal(problems) else 0


def _inspect_git(root: Path) -> list[tuple[str, dict[str, object]]]:
    from wishlight.records.gitdata import GitError, is_shallow, run_git
    from wishlight.records.survey import find_mail_addresses, is_private

    found: list[tuple[str, dict[str, object]]] = []
    try:
        run_git(root, "rev-parse", "--verify", "HEAD")
        if is_shallow(root):
            found.append(("git-shallow", {}))
        found += [("commit-mail", dict(finding.values)) for finding in find_mail_addresses(root)]
    except GitError as error:
        return [("git-missing", {"why": str(error).splitlines()[-1]})]
    try:
        address = run_git(root, "config", "user.email").decode().strip()
    except GitError:
        address = ""
    if not address or is_private(address):
        found.append(("git-mail", {}))
    return found


def _inspect_forge(root: Path, board: Board, words: Words) -> list[Problem]:
    """What is missing in the repository on the forge, as far as the token at hand may see it."""
    from wishlight.forge.access import TOKEN, open_calls
    from wishlight.forge.port import BusyError, RefusedError
    from wishlight.forge.setup import Missing, inspect_repository

    repository = str(board.info.get("repository") or "")
    if board.info.get("forge", "none") != "github":
        return []
    if not repository:
        return [_explain(Missing("forge-unnamed", {}), board, words)]
    if not os.environ.get(TOKEN):
        return [_explain(Missing("forge-no-token", {}, "note"), board, words)]
    try:
        missing = inspect_repository(open_calls(os.environ), _list_wanted(root, board))
    except BusyError:
        missing = [Missing("forge-silent", {"why": words("doctor.busy")}, "note")]
    except RefusedError as refused:
        missing = [Missing("forge-silent", {"why": f"{refused.status} {refused.why}"}, "note")]
    except ValueError as error:
        missing = [Missing("forge-silent", {"why": error}, "note")]
    return [_explain(each, board, words) for each in missing]


def _list_wanted(root: Path, board: Board) -> Wanted:
    from wishlight.forge.github import CHECK
    from wishlight.forge.setup import Wanted
    from wishlight.intake.labels import name_labels
    from wishlight.intake.template import list_languages_of, write_templates
    from wishlight.records.store import blob_id

    info = board.info
    forms = {path: blob_id(text.encode()) for path, text in write_templates(board).items()}
    workflows = {f".github/workflows/{name}.yml": "" for name in WORKFLOWS}
    here = {path: (root / path).read_bytes() for path in workflows if (root / path).is_file()}
    workflows.update({path: blob_id(data) for path, data in here.items()})
    variables = tuple(name for name in ("WISHLIGHT_PROGRAM",) if any(f"vars.{name} ".encode() in data for data in here.values()))
    where = (str(info["repository"]), str(info.get("branch", "main")), str(info.get("site_url") or ""))
    labels = tuple(label.name for label in name_labels(list_languages_of(board)).values())
    return Wanted(*where, CHECK, labels, forms, workflows, variables)


def _explain(missing: Missing, board: Board, words: Words) -> Problem:
    from wishlight.problems import Problem

    info = board.info
    values = {"repository": info.get("repository", ""), "branch": info.get("branch", "main"), **missing.values}
    if "what" in missing.values:
        values["what"] = words("doctor.join").join(words(f"doctor.unseen.{name}") for name in missing.values["what"])
    says, mend = (words(f"problems.{missing.rule}.{part}", **values) for part in ("says", "mend"))
    return Problem(f"github:{values['repository']}", 0, 0, missing.rule, missing.level, "", says, mend)
