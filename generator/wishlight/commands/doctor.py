"""`wishlight doctor`: whether git and the files made from others are set up as the board needs them."""

from __future__ import annotations

from pathlib import Path

import click

from wishlight.invocation import Invocation


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
