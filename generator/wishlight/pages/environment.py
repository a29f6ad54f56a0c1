"""The Jinja2 environment of one language: escaping always on, undefined names refused, templates compiled once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from wishlight.pages import formats
from wishlight.pages.markup import Parts
from wishlight.pages.states import shape_of
from wishlight.records.board.model import Board
from wishlight.records.marks import list_marks
from wishlight.words import Words


class Compiled(BytecodeCache):
    """Compiled templates in memory, so that languages share them. Never on the disk: what stood there would be run."""

    def __init__(self) -> None:
        self._found: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._found:
            bucket.bytecode_from_string(self._found[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._found[bucket.key] = bucket.bytecode_to_string()


@cache
def share_compiled() -> Compiled:
    """What this process has compiled: whoever builds again and again, as `serve` does, compiles once."""
    return Compiled()


def make_environment(board: Board, words: Words, compiled: BytecodeCache) -> Environment:
    """The environment in which every template of a language is rendered; `compiled` holds those that another language has used."""
    made = Environment(
        loader=PackageLoader("wishlight", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=False,
        bytecode_cache=compiled,
    )
    lang = words.lang
    made.globals.update(
        lang=lang,
        own_lang=board.languages[0],
        w=words,
        count=lambda key, n: formats.count(words, key, n),
        fill=partial(formats.fill, words),
    )
    own = _show_own(words, board.languages[0])
    badge = cache(lambda status, kind, big=False: _badge(words, kind, status, big))
    made.globals.update(Parts(words, own, badge).functions())
    made.filters.update(
        day=lambda day, year=None: formats.format_day(day, words, year),
        when=lambda day, year=None: formats.tag_day(day, words, year),
        moment=lambda moment, year=None: formats.tag_moment(moment, words, year),
        month=lambda text: formats.format_month(text, words),
        yuan=lambda fen: formats.format_yuan(fen, words),
        minutes=lambda n: formats.format_minutes(n, words),
        number=lambda n: formats.format_number(n, words),
        permille=lambda n: formats.format_permille(n, words),
        named=lambda id, list_name: board.name_of(list_name, id, lang),
        short_id=formats.short_id,
        own=own,
        badge=badge,
    )
    return made


def _show_own(words: Words, own: str) -> Callable[[Any], Markup]:
    """People's text is in the board's first language; on pages in another one it says so, for screen readers and fonts.

    Where it was removed, the page says that in its own language.
    """
    marks = list_marks()
    before, after = ("", "") if words.lang == own else (f'<span lang="{escape(own)}">', "</span>")
    removed = Markup('<em class="removed">{}</em>').format(words("pages.removed"))

    def show(text: Any) -> Markup:
        return removed if text in marks else Markup(f"{before}{escape(text)}{after}")  # noqa: S704 - escaped here and above

    return show


def _badge(words: Words, kind: str, status: str, big: bool) -> Markup:
    size = " state-big" if big else ""
    text = words(f"status.{kind}.{status}")
    return Markup('<span class="state state-{}{}">{}</span>').format(shape_of(kind, status), size, text)
