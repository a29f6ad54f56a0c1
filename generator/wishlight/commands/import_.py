"""`wishlight import`: a list kept on paper or in a spreadsheet becomes records, all rows or none."""

from __future__ import annotations

from pathlib import Path

import click

from wishlight.imports.columns import guess_columns, guess_kind, list_targets
from wishlight.imports.contacts import FILE, add_contacts, is_ignored, list_contacts
from wishlight.imports.mapping import Mapping as Answered
from wishlight.imports.mapping import read_mapping
from wishlight.imports.plan import Office, Plan, Step, explain, mark_rows, open_office, plan_rest, plan_steps
from wishlight.imports.rows import Reader, find_reason, load_reader, read_row
from wishlight.imports.sheet import Sheet, SheetError, read_sheet
from wishlight.imports.template import FORMS, label_columns, write_template
from wishlight.intake.template import list_languages_of
from wishlight.intake.terminal import read_clock, say_pair, write_change_to
from wishlight.invocation import Invocation
from wishlight.problems import print_text
from wishlight.records.board import Board, load_board
from wishlight.words import Words, load_words

Reasons = dict[int, list[str]]


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--kind", type=click.Choice(FORMS))
@click.option("--map", "mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--column", multiple=True)
@click.option("--set", "fixed", multiple=True)
@click.option("--year", type=int)
@click.option("--by")
@click.option("--post")
@click.option("--for", "whose")
@click.option("--channel", default="paper")
@click.option("--template", is_flag=True)
@click.option("--leave-out", is_flag=True)
@click.option("--dry-run", is_flag=True)
@click.pass_obj
def import_(
    call: Invocation,
    file: Path | None,
    kind: str | None,
    mapping: Path | None,
    column: tuple[str, ...],
    fixed: tuple[str, ...],
    year: int | None,
    by: str | None,
    post: str | None,
    whose: str | None,
    channel: str,
    template: bool,
    leave_out: bool,
    dry_run: bool,
) -> int:
    """Make records of a list's rows; exit 1 where a row is refused, and then nothing is written unless `--leave-out` says so."""
    words = load_words(call.lang)
    board, problems = load_board(call.root, words)
    if problems:
        click.echo(print_text(problems), nl=False)
        return 1
    try:
        if template:
            return _show_template(kind, board, words)
        if file is None:
            return _stop(say_pair(words, "imports.problems.no-file"), code=2)
        answered = _join(read_mapping(mapping.read_bytes()) if mapping else Answered(), kind, column, fixed, year)
        sheet = read_sheet(file.read_bytes())
        reader = _understand(sheet, answered, board, words)
    except SheetError as wrong:
        named = mapping if wrong.rule.startswith("mapping") else file
        where = f"{named}:{wrong.row}: " if wrong.row else f"{named}: " if named else ""
        return _stop(where + say_pair(words, f"imports.problems.{wrong.rule}", **{"row": wrong.row, **wrong.values}))
    if not by and not post:
        return _stop(say_pair(words, "imports.problems.nobody"), code=2)
    office = open_office(call.root, board, words, read_clock(), by, post, channel)
    return _carry_out(call.root, sheet, reader, office, whose, leave_out, dry_run)


def _carry_out(root: Path, sheet: Sheet, reader: Reader, office: Office, whose: str | None, leave_out: bool, dry_run: bool) -> int:
    words = office.words
    steps, left, wrong, notes = _read_rows(sheet, reader, whose, words)
    plan = plan_steps(steps, office)
    refusals = dict(plan.refused)
    if leave_out:
        plan, refusals = plan_rest(steps, plan, office)
    refused = {**wrong, **explain(refusals)}
    contacts = list_contacts(sheet.rows, reader.targets, plan.made)
    if contacts and not is_ignored(root):
        return _stop(say_pair(words, "imports.problems.not-ignored", path=FILE))
    _report(sheet, plan, refused, left, notes, words)
    stopped = bool(refused) and (not leave_out or 0 in refused)
    counts = {"made": len(plan.made), "there": len(plan.there), "left": len(left), "refused": len(refused)}
    if not stopped and not dry_run:
        if contacts:
            header = tuple(words(f"imports.contacts.{name}") for name in ("record", "column", "value"))
            click.echo(words("imports.contacts.kept", path=add_contacts(root, (header[0], header[1], header[2]), contacts).relative_to(root), n=len(contacts)))
        for change in plan.changes:
            write_change_to(root, change)
    click.echo(words(f"imports.{'stopped' if stopped else 'planned' if dry_run else 'written'}", **counts))
    return 1 if refused else 0


def _read_rows(sheet: Sheet, reader: Reader, whose: str | None, words: Words) -> tuple[list[Step], Reasons, Reasons, Reasons]:
    """Steps to make, rows left out by the one who imports, rows that can't be read, and what was assumed."""
    steps: list[Step] = []
    left, wrong, notes = Reasons(), Reasons(), Reasons()
    marks = mark_rows(sheet.rows, reader.targets, reader.form.name)
    for row in sheet.rows:
        if reason := find_reason(row, reader.mapping):
            left[row.number] = [reason]
            continue
        if row.wrong:
            wrong[row.number] = [say_pair(words, f"imports.cells.{row.wrong}")]
            continue
        reading = read_row(row, reader)
        if reading.wrong:
            wrong[row.number] = [say_pair(words, key, **values) for key, values in reading.wrong]
            continue
        if reading.assumed:
            notes[row.number] = [words(f"imports.assumed.{name}", what=what) for name, what in reading.assumed]
        slip, person = reading.extras.get("slip", marks[row.number]), reading.extras.get("person", whose)
        steps.append(Step(row.number, reader.form.name, reading.answers, slip, reading.extras.get("happened"), person))
    return steps, left, wrong, notes


def _understand(sheet: Sheet, answered: Answered, board: Board, words: Words) -> Reader:
    """Which form the list fills and which column is what. Raises SheetError where that has to be said by whoever imports."""
    form = answered.kind or guess_kind(sheet.columns)
    if form is None:
        raise SheetError("no-kind", kinds=", ".join(FORMS))
    if form not in FORMS:
        raise SheetError("unknown-kind", kind=form, kinds=", ".join(FORMS))
    languages = list_languages_of(board)
    labels = label_columns(form, board, languages)
    targets = guess_columns(sheet.columns, form, labels)
    targets |= {column: target for column, target in answered.columns.items() if column in sheet.columns}
    known = list_targets(form) | set(labels.values())
    odd = next((target for target in (*targets.values(), *answered.fixed) if target not in known), None)
    if odd:
        raise SheetError("unknown-target", target=odd, targets=", ".join(sorted(known)))
    unclear = [column for column in sheet.columns if column not in targets]
    if unclear:
        raise SheetError("unknown-columns", columns="、".join(unclear), targets=", ".join(sorted(known)))
    return load_reader(form, board, languages, targets, answered, words)


def _join(answered: Answered, kind: str | None, columns: tuple[str, ...], fixed: tuple[str, ...], year: int | None) -> Answered:
    """The mapping file's answers with the command line's on top. Raises SheetError for one that is no `name=value`."""
    return answered._replace(
        kind=kind or answered.kind,
        year=year or answered.year,
        columns={**answered.columns, **_pairs(columns)},
        fixed={**answered.fixed, **_pairs(fixed)},
    )


def _pairs(texts: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for text in texts:
        name, sign, value = text.rpartition("=") if text.count("=") > 1 else text.partition("=")
        if not name or not sign:
            raise SheetError("not-a-pair", text=text)
        found[name.strip()] = value.strip()
    return found


def _report(sheet: Sheet, plan: Plan, refused: Reasons, left: Reasons, notes: Reasons, words: Words) -> None:
    """A line or more for every row, in the list's order."""
    for problem in refused.get(0, ()):
        click.echo(problem)
    for row in sheet.rows:
        n = row.number
        for key, reasons in (("refused", refused), ("left", left)):
            for reason in reasons.get(n, ()):
                click.echo(words(f"imports.row.{key}", row=n, why=reason))
        if n in plan.there:
            click.echo(words("imports.row.there", row=n, record=plan.there[n]))
        elif n in plan.made and n not in refused:
            click.echo(words("imports.row.made", row=n, record=plan.made[n]))
            for note in (*notes.get(n, ()), *(f"{problem.says} — {problem.mend}" for problem in plan.asked.get(n, ()))):
                click.echo(words("imports.row.note", row=n, note=note))


def _show_template(kind: str | None, board: Board, words: Words) -> int:
    if kind is None:
        raise SheetError("no-kind", kinds=", ".join(FORMS))
    click.echo(write_template(kind, board, words.lang), nl=False)
    return 0


def _stop(sentence: str, *, code: int = 1) -> int:
    click.echo(sentence, err=code == 2)
    return code
