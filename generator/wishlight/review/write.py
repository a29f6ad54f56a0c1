"""The whole review: what is told in which order, and never more than a comment of the forge may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from wishlight.build import newest_day
from wishlight.problems import Problem
from wishlight.records.board.days import UnknownYearError
from wishlight.records.check import check_board
from wishlight.records.store import SETTINGS
from wishlight.review.changed import count_entries, tell_records
from wishlight.review.counts import Results, count_side, tell_moved, tell_places
from wishlight.review.pen import ALLOWED, MARK, Pen, Said, markdown_pen, plain_pen
from wishlight.review.preview import Preview, make_preview, tell_preview
from wishlight.review.settings import list_changed_rules, tell_settings
from wishlight.review.sides import Sides, read_sides, without
from wishlight.review.values import conceal
from wishlight.words import Words, load_words

LENGTH = 60_000
"""Signs of a whole comment; GitHub takes at most 65,536 (its API says so when it refuses a longer one)."""

RECORDS, LINES, PROBLEMS = 60, 16, 30
"""Records, moved figures or settings, and problems that are told one by one."""

HARMLESS = ("mixed-change", "setting-gone")
"""What is wrong with a change of the settings but not with the settings themselves: they can still be counted with."""

DETAILS, END, SUMMARY, END_SUMMARY = ALLOWED[1:]


class Facts(NamedTuple):
    """What a review rests on, whatever its language. `figures` is None where nothing could be counted."""

    sides: Sides
    refused: frozenset[str]
    as_of: date
    figures: tuple[Results, Results] | None
    preview: Preview | None
    problems: Mapping[str, list[Problem]]
    """By language."""


class Block(NamedTuple):
    """A heading and its lines; a line may have others below it."""

    title: Said
    lines: tuple[tuple[Said, tuple[Said, ...]], ...]


def gather(root: Path, ref: str, now: datetime, as_of: date | None = None, languages: Sequence[str] = ()) -> Facts:
    """Read and count both states, and say what is wrong in the board's languages or in those given. Raises GitError where `ref` can't be compared with."""
    sides = read_sides(root, ref, load_words())
    spoken = [load_words(lang) for lang in languages or sides.base.board.languages]
    problems = {words.lang: check_board(root, words, now, base=ref).problems for words in spoken}
    refusals = [problem for problem in problems[spoken[0].lang] if problem.level == "refuse"]
    refused = frozenset(problem.path for problem in refusals)
    countable = all(not p.path.startswith(f"{SETTINGS}/") or p.rule in HARMLESS for p in refusals)
    records = [*sides.base.records.values(), *sides.head.records.values()]
    day = as_of or newest_day(records) or now.astimezone(sides.base.board.zone).date()
    rules = list_changed_rules(sides.base.board, sides.head.board)
    try:
        figures = _count(sides, refused, day) if countable else None
        preview = make_preview(sides.base, rules, day, spoken[0]) if rules and figures else None
    except UnknownYearError:
        figures = preview = None
    return Facts(sides, refused, day, figures, preview, problems)


def write_plain(facts: Facts, words: Words) -> str:
    """The review for a terminal, in one of the languages it was gathered in."""
    pen = plain_pen(words)
    blocks = [f"{block.title}\n" + "\n".join(_indent(block.lines, "  ")) for block in _tell(facts, pen)]
    return "\n\n".join([_say_sum(facts, pen), *blocks]) + "\n"


def write_markdown(facts: Facts, commit: str = "") -> str:
    """The review for a comment: in the first of the languages it was gathered in, the others below it to be opened."""
    languages = tuple(facts.problems)
    room = LENGTH // len(languages)
    parts = []
    for lang in languages:
        pen = markdown_pen(load_words(lang))
        text = f"### {pen('review.title')}\n\n{_say_sum(facts, pen)}\n"
        for block in _tell(facts, pen):
            text = _add(text, block, room, pen)
        if commit:
            text += f"\n{pen('review.commit', commit=Said(commit[:7]))}\n"
        parts.append(text)
    names = [load_words(lang)("review.language") for lang in languages]
    below = [f"{DETAILS}{SUMMARY}{name}{END_SUMMARY}\n\n{text}\n{END}\n" for name, text in zip(names[1:], parts[1:], strict=True)]
    return "\n".join([MARK, parts[0], *below])


def _count(sides: Sides, refused: frozenset[str], day: date) -> tuple[Results, Results]:
    return count_side(sides.base, day), count_side(without(sides, refused), day)


def _say_sum(facts: Facts, pen: Pen) -> Said:
    refused = sum(problem.level == "refuse" for problem in facts.problems[pen.words.lang])
    outcome = pen("review.refused", n=refused) if refused else pen("review.good")
    return pen("review.sum", records=len(facts.sides.changed), entries=count_entries(facts.sides), outcome=pen.strong(outcome))


def _tell(facts: Facts, pen: Pen) -> Iterator[Block]:
    sides = facts.sides
    told = [(line, below) for line, below in tell_records(sides, facts.refused, facts.as_of, pen)]
    more = [pen("review.more", n=len(told) - RECORDS)] if len(told) > RECORDS else []
    sections: list[tuple[str, list[tuple[Said, tuple[Said, ...]]]]] = [
        ("problems", _flat(pen.cap(map(_problem_with(pen), facts.problems[pen.words.lang]), PROBLEMS))),
        ("records", told[:RECORDS] + _flat(more)),
        ("settings", _flat(pen.cap(tell_settings(sides, pen), LINES))),
        ("preview", _flat(_tell_preview(facts, pen))),
        ("counts", _flat(_tell_counts(facts, pen))),
        ("others", _flat(_tell_others(sides.others, pen))),
    ]
    for name, lines in sections:
        if lines:
            yield Block(pen(f"review.section.{name}"), tuple(lines))


def _flat(lines: Iterable[Said]) -> list[tuple[Said, tuple[Said, ...]]]:
    return [(line, ()) for line in lines]


def _tell_counts(facts: Facts, pen: Pen) -> Iterator[Said]:
    if facts.figures is None:
        yield pen("review.uncounted")
        return
    before, after = facts.figures
    yield from pen.cap(tell_moved(before, after, facts.sides.head.board, pen), LINES)
    yield from pen.cap(tell_places(before, after, facts.sides.head.board, pen), LINES)


def _tell_preview(facts: Facts, pen: Pen) -> Iterator[Said]:
    if not list_changed_rules(facts.sides.base.board, facts.sides.head.board):
        return
    if facts.preview is None:
        yield pen("review.preview.impossible")
        return
    quarter = pen.take(f"{facts.preview.quarter.since.isoformat()}—{facts.preview.quarter.until.isoformat()}")
    lines = list(pen.cap(tell_preview(facts.preview, facts.sides.base.board, pen), 2 * LINES))
    yield pen("review.preview.differs" if lines else "review.preview.same", quarter=quarter)
    yield from lines


def _tell_others(paths: tuple[str, ...], pen: Pen) -> Iterator[Said]:
    """The other changed files, by their top folder."""
    for top, found in groupby(paths, key=lambda path: path.split("/")[0]):
        files = list(found)
        key = "guarded" if top in (".github", ".ci") else "folder" if "/" in files[0] else "file"
        yield pen(f"review.other.{key}", name=top, n=len(files))


def _problem_with(pen: Pen) -> Callable[[Problem], Said]:
    def say(problem: Problem) -> Said:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        return pen("review.problem", level=pen(f"review.level.{problem.level}"), place=place, says=conceal(problem.says, pen), mend=conceal(problem.mend, pen))

    return say


def _indent(lines: Iterable[tuple[Said, tuple[Said, ...]]], step: str) -> Iterator[str]:
    for line, below in lines:
        yield f"- {line}"
        yield from (f"{step}- {each}" for each in below)


def _add(text: str, block: Block, room: int, pen: Pen) -> str:
    """The text with a block behind it, as far as there is room for it."""
    added = f"{text}\n**{block.title}**\n\n"
    rows = list(_indent(block.lines, "  "))
    for n, row in enumerate(rows):
        if len(added) + len(row) + 400 > room:
            return f"{added}- {pen('review.more', n=len(rows) - n)}\n"
        added += f"{row}\n"
    return added
