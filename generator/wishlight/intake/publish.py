"""The form folder of a board held against what its definitions say: what is stale, what is wrong, what was reworded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from wishlight.intake.definition import Form, load_forms
from wishlight.intake.lint import lint_template
from wishlight.intake.template import FOLDER, write_templates
from wishlight.problems import Problem, sort_problems
from wishlight.records.board.model import Board
from wishlight.words import Words


class Outcome(NamedTuple):
    """The files as they should be, the paths whose text differs, the paths that should not be there, and the problems."""

    files: Mapping[str, str]
    stale: tuple[str, ...]
    extra: tuple[str, ...]
    problems: tuple[Problem, ...]


def compare_forms(root: Path, board: Board, words: Words) -> Outcome:
    """Compare the folder at `root` with the definitions. A board's own form files are linted and otherwise left alone."""
    files = write_templates(board)
    there = {f"{FOLDER}/{path.name}": _read(path) for path in sorted((root / FOLDER).glob("*.y*ml"))}
    ours = {f"{FOLDER}/{form.name}.yml" for form in load_forms()} | {f"{FOLDER}/config.yml"}
    stale = tuple(path for path, text in files.items() if there.get(path) != text)
    extra = tuple(path for path in there if path in ours and path not in files)
    forms = {path: text for path, text in {**there, **files}.items() if not path.endswith("/config.yml") and path not in extra}
    wrong = [problem for path, text in forms.items() for problem in lint_template(text, path, words)]
    wrong += [p for form in load_forms() for p in _find_relabelled(form, there, files, words)]
    return Outcome(files, stale, extra, tuple(sort_problems(wrong)))


def list_stale(outcome: Outcome, words: Words) -> list[Problem]:
    """A problem for each file that should be written again or be gone."""
    return [_say("stale", path, "refuse", words, path=path) for path in (*outcome.stale, *outcome.extra)]


def _read(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


def _find_relabelled(form: Form, there: Mapping[str, str], files: Mapping[str, str], words: Words) -> Iterator[Problem]:
    """A note when labels moved under an unchanged version: forms sent in before would no longer be understood."""
    path = f"{FOLDER}/{form.name}.yml"
    if path not in there or path not in files or f"({form.marker})" not in there[path]:
        return
    before, after = (_read_labels(text) for text in (there[path], files[path]))
    moved = [label for id, label in before.items() if after.get(id) != label]
    if moved:
        yield _say("relabelled", path, "note", words, form=form.name, version=form.version, labels="、".join(moved))


def _read_labels(text: str) -> dict[str, str]:
    try:
        body = yaml.safe_load(text)["body"]
        return {element["id"]: element["attributes"]["label"] for element in body if "id" in element}
    except (yaml.YAMLError, KeyError, TypeError):
        return {}


def _say(rule: str, file: str, level: str, words: Words, **values: object) -> Problem:
    says, mend = (words(f"intake.forms.{rule}.{part}", **values) for part in ("says", "mend"))
    return Problem(file, 0, 0, f"form-{rule}", "note" if level == "note" else "refuse", "", says, mend)
