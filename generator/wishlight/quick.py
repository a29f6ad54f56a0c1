"""The pages of records that somebody is writing, at once: made from the files that changed, before the whole site follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from wishlight.build import site_settings
from wishlight.kept import read_kept
from wishlight.pages import Context, Page, make_context
from wishlight.pages.watch import Watch
from wishlight.problems import has_refusal
from wishlight.records.gitdata import data_commit
from wishlight.records.near import Neighbourhood, check_near, look_near
from wishlight.records.packed import find_newest
from wishlight.records.replace import replace_file
from wishlight.records.seal import find_sealed
from wishlight.records.store import name_settings
from wishlight.report import CACHE, BuildOptions
from wishlight.site.build import stamp_all
from wishlight.site.journal import journal_of
from wishlight.tables.folded import Folded, fold_all
from wishlight.untouched import FILE, Left
from wishlight.words import load_words

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def show_changed(options: BuildOptions, changed: Iterable[str]) -> int:
    """Make the pages of changed records anew where they stand, and tell how many.

    Lists, figures and whatever else speaks of these records is left to the next build; so is everything where a record is refused,
    where something else changed too, or where no build went before.
    """
    left = read_kept(options.root / CACHE / FILE, Left)
    top, places = options.root.absolute(), [Path(path).absolute() for path in changed]
    paths = [place.relative_to(top).as_posix() for place in places if place.is_relative_to(top)]
    if left is None or not paths or len(paths) < len(places) or journal_of(options.out).exists():
        return 0
    with look_near(options.root, load_words(options.lang), paths, partial(find_sealed, options.root)) as near:
        if near is None or has_refusal(check_near(near, None, paths)):
            return 0
        return _write_pages(options, near, paths, left)


def _write_pages(options: BuildOptions, near: Neighbourhood, paths: Sequence[str], left: Left) -> int:
    records = [record for path in paths if (record := near.fresh.records[path])]
    day = max([left.as_of, *map(find_newest, records)])
    as_of = options.as_of or date.fromisoformat(day)
    words = {lang: load_words(lang) for lang in near.board.languages}
    context = make_context(near.board, words, as_of, cast("DuckDBPyConnection", None), {}, {})
    context = replace(context, folded=_Folded(near, as_of))
    settings = site_settings(options, near.board, name_settings(options.root), load_words(options.lang), as_of, context.seeds, data_commit(options.root))
    pages = [page for record in records for page in _make_pages(context, record.kind, record.id)]
    written = 0
    for asset in stamp_all(pages, settings):
        if (options.out / asset.path).parent.is_dir():  # a new record's page comes with the lists that lead to it
            replace_file(options.out / asset.path, asset.data)
            written += 1
    return written


def _make_pages(context: Context, kind: str, id: str) -> Iterator[Page]:
    """The pages of one record; none for a kind whose pages are made from what is counted."""
    if kind in ("wish", "action", "deed"):
        module, watch = import_module(f"wishlight.pages.{kind}"), Watch(context)
        yield from (module.plan_one(context, watch, id, lang).make()[0] for lang in context.detail_languages)


class _Folded(Mapping[str, Folded]):
    """Records with their states, read and folded when a page looks at them. They can't be gone through: no record's page does that."""

    def __init__(self, near: Neighbourhood, as_of: date) -> None:
        self._near, self._as_of = near, as_of
        self._found: dict[str, Folded] = {}

    def __getitem__(self, id: str) -> Folded:
        if id not in self._found:
            folded = next(fold_all([self._near.find(id)], self._near.board, self._as_of), None)
            if folded is None:
                raise KeyError(id)
            self._found[id] = folded
        return self._found[id]

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError
