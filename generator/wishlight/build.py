"""The recipe: check → tables → metrics → pages → site. Everything is judged and rendered before the first file is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from wishlight.metrics import count_figures
from wishlight.outputs import make_data, plan_files
from wishlight.pages import Context, make_context, plan_pages, plan_records
from wishlight.pages.follow import ATOM, FILES
from wishlight.pages.search import SEARCH
from wishlight.problems import Problem, has_refusal, sort_problems
from wishlight.records.board import Board, load_named
from wishlight.records.formlinks import repository_link
from wishlight.records.judge import judge
from wishlight.records.model import Record
from wishlight.records.packed import find_newest_of
from wishlight.records.program import name_program
from wishlight.records.reading import read_records
from wishlight.records.seal import is_tracked
from wishlight.records.store import Walk
from wishlight.records.verdicts import looking_at_git, read_verdicts
from wishlight.report import CACHE, BuildOptions, BuildReport
from wishlight.site.build import write_site
from wishlight.site.place import may_hold_site
from wishlight.site.settings import SiteSettings, refuse_place
from wishlight.tables import fill_tables, keep_base
from wishlight.tables.base import Memory
from wishlight.tables.folding import fold_board
from wishlight.untouched import Looks, find_untouched, is_as_left, looking, remember
from wishlight.words import Words, load_words

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class BoardRefusedError(Exception):
    """The records or settings have problems that stop the build; the old site stays as it is."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(len(problems))
        self.problems = problems


@dataclass(frozen=True)
class Judged:
    """A board that the judge let pass: the short name of its settings, its records, the paths parsed afresh, its day, and what was noticed."""

    board: Board
    settings: str
    records: Sequence[Record]
    parsed: tuple[str, ...]
    as_of: date
    problems: tuple[Problem, ...]


def build(options: BuildOptions, now: datetime, progress: Callable[[str], None], looks: Looks | None = None) -> BuildReport:
    """Build the site of the board at `options.root`. `progress` is told the key of each stage as it begins;
    `looks` spares looking at the files again.

    Raises BoardRefusedError with all problems when the judge refuses anything, SiteError when the frame can't be made or the folder is somebody else's.
    """
    if not may_hold_site(options.root, options.out):
        raise refuse_place(load_words(options.lang), options.out)
    if looks:
        return _build(options, now, progress, looks)
    with looking(options, progress) as looks:
        return find_untouched(options, looks) or _build(options, now, progress, looks)


def _build(options: BuildOptions, now: datetime, progress: Callable[[str], None], looks: Looks) -> BuildReport:
    words = load_words(options.lang)
    judged = read_judged(options.root, words, options.as_of, now, progress, looks.walked)
    cache = None if is_tracked(options.root) else options.root / CACHE
    context = fold_judged(judged, progress) if options.only_pages else count_board(judged, progress, find_memory(options, judged, cache))
    progress("site")
    pages = plan_records(context) if options.only_pages else plan_pages(context)
    settings = site_settings(options, judged.board, judged.settings, words, judged.as_of, context.seeds, looks.commit)
    assets = () if options.only_pages or "package" in options.without else make_data(context, judged.records, cache, settings.made_from)
    bundles = () if options.only_pages else plan_files(context, options.without, settings.made_from, cache)
    report = write_site(pages, assets, replace(settings, as_left=is_as_left(options, looks)), bundles)
    done = BuildReport(judged.parsed, len(judged.records), judged.as_of, report, judged.problems)
    if judged.records:  # without any, the day itself is today's
        remember(options, looks, done)
    return done


def say_nothing(stage: str) -> None:
    """The progress of a run that nobody watches."""


def read_judged(
    root: Path, words: Words, as_of: date | None, now: datetime, progress: Callable[[str], None] = say_nothing, walked: Walk | None = None
) -> Judged:
    """The board at `root`, read and judged whole. Without `as_of` it stands at the day of its newest entry. `walked` spares looking at the files again.

    Raises BoardRefusedError with all problems when the judge refuses anything.
    """
    progress("read")
    board, problems, settings = load_named(root, words)
    reading = read_records(root, board, words, walked=walked)
    progress("check")
    with looking_at_git(root) as find_checkout:
        verdicts = read_verdicts(root, board, settings, reading.blobs, reading.since)
        problems += [*reading.problems, *judge(reading.records, board, words, None, root=root, verdicts=verdicts)]
        verdicts.close(board, settings, find_checkout)
    if has_refusal(problems):
        raise BoardRefusedError(sort_problems(problems))
    day = as_of or newest_day(reading.records) or now.astimezone(board.zone).date()
    return Judged(board, settings, reading.records, tuple(reading.parsed), day, tuple(sort_problems(problems)))


def fold_judged(judged: Judged, progress: Callable[[str], None]) -> Context:
    """What the pages of records alone are made from: nothing is counted, and there is no database."""
    progress("tables")
    folding = fold_board(judged.records, judged.board, judged.as_of, None)
    words = {lang: load_words(lang) for lang in judged.board.languages}
    return make_context(judged.board, words, judged.as_of, cast("DuckDBPyConnection", None), {}, folding.shelf)


def find_memory(options: BuildOptions, judged: Judged, cache: Path | None) -> Memory | None:
    """Where what is folded is kept from one newest day to the next; None for any other day, and without a folder that is this machine's own."""
    if options.as_of or cache is None:
        return None
    named = f"{name_program()} {judged.settings} {judged.board.zone.key}"
    return Memory(cache, blake2b(named.encode(), digest_size=16).hexdigest())


def count_board(judged: Judged, progress: Callable[[str], None] = say_nothing, memory: Memory | None = None) -> Context:
    """Everything that pages, feeds and paper are made from: the records folded, the tables and the figures. `memory` spares what was folded before."""
    progress("tables")
    with TemporaryDirectory() as folder:
        folding = fold_board(judged.records, judged.board, judged.as_of, Path(folder), memory)
        tables = fill_tables(judged.board, folding.rows, judged.as_of, folding.upon, len(judged.records))
        if memory:
            keep_base(memory, folding, judged.board, tables)
    progress("metrics")
    results = count_figures(tables.con, folding.shelf.same_rows)
    progress("pages")
    words = {lang: load_words(lang) for lang in judged.board.languages}
    return make_context(judged.board, words, judged.as_of, tables.con, results, folding.shelf)


def newest_day(records: Sequence[Record]) -> date | None:
    """The day of the newest entry: the default day of a build, so that the same commit gives the same site on any day."""
    newest = find_newest_of(records)
    return date.fromisoformat(newest) if newest else None


def site_settings(options: BuildOptions, board: Board, settings: str, words: Words, as_of: date, seeds: Mapping[str, str], commit: str = "") -> SiteSettings:
    """What the host of the site needs to know about the board. `settings` is the short name of the board's settings, `seeds` name the program and words
    behind the pages of each language.
    """
    info = board.info
    return SiteSettings(
        root=options.root,
        out=options.out,
        cache=options.root / CACHE,
        languages=board.languages,
        names={lang: info["name"].get(lang) or next(iter(info["name"].values())) for lang in board.languages},
        words=words,
        address=info.get("site_url", ""),
        repository=repository_link(board) or "",
        branch=info.get("branch", "main"),
        commit=commit,
        as_of=as_of.isoformat(),
        engine=options.engine,
        search=SEARCH,
        made_from=f"{sorted(seeds.items())} {settings}",
        demo=info.get("demo") == "yes",
        feed=FILES[ATOM] if info.get("site_url") else "",
    )
