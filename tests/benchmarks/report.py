"""The page that shows the results, made from what is kept and from the words of each language alone."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from .book import Book, Row
from .goals import Goal, list_floors, list_goals

ROOT = Path(__file__).parents[2]
LANGUAGES = ("zh", "en")
MB, KB = 1_000_000, 1_000
BUILDS = ("ours/everything", "ours/no-search", "ours/pages", "ours/pages-kept")
PEERS = ("hugo-yaml/cold", "hugo-markdown/cold", "eleventy/cold", "mkdocs/cold", "mkdocs-search/cold", "zensical/cold")
Words = dict[str, Any]


@cache
def read_words() -> dict[str, Words]:
    """What the page says, by language."""
    words: dict[str, Words] = yaml.safe_load((Path(__file__).parent / "words.yml").read_text("utf-8"))
    return words


def page_of(lang: str) -> Path:
    """The page of a language."""
    return ROOT / "content" / lang / "performance.md"


def write_pages(book: Book) -> None:
    """Write the page of every language."""
    for lang in LANGUAGES:
        page_of(lang).write_text(make_page(book, lang), "utf-8", newline="\n")


def make_page(book: Book, lang: str) -> str:
    """The whole page in one language."""
    words = read_words()[lang]
    parts = [
        f"---\ntitle: {words['title']}\ndescription: '{words['description']}'\nsection: help\n---",
        f"# {words['title']}",
        words["lead"],
        *_section(words, "goals", _goals(book, words)),
        *_section(words, "cold", _table(book, words, (*BUILDS, *PEERS), lambda row: seconds(row.values["wall"])), words["cold_note"]),
        *_section(words, "memory", _table(book, words, (*BUILDS, *PEERS), lambda row: f"{row.values['memory'] / MB:,.0f}"), words["memory_note"]),
        *_section(words, "files", _table(book, words, (*BUILDS, *PEERS), _size)),
        *_section(words, "changed", _table(book, words, ("ours/claim", "ours/new-day", "ours/nothing", *(name.replace("cold", "changed") for name in PEERS)), lambda row: seconds(row.values["wall"])), words["changed_note"]),
        *_section(words, "claim", _claims(book, words)),
        *_section(words, "search", _searches(book, words)),
        *_section(words, "growth", _growth(book, words), words["growth_note"]),
        *_section(words, "phases", _phases(book, words)),
        *_section(words, "claim_phases", _claim_phases(book, words)),
        *_section(words, "floor", *_floors(book, words), words["floor"]),
        *_section(words, "unlike", words["unlike"]),
        *_section(words, "how", words["how"] + _sameness(book, words)),
        *_section(words, "machine", _machines(book, words)),
    ]
    return "\n\n".join(parts) + "\n"


def _section(words: Words, name: str, *texts: str) -> list[str]:
    return [f"## {words[f'{name}_title']}", *texts] if texts[0] else []


def _goals(book: Book, words: Words) -> str:
    rows = []
    for goal in list_goals(book):
        says, measured = words["goals"][goal.name]
        numbers = [words["missing"] if part.value is None else number(part.value) for part in goal.parts]
        told = measured.format(*numbers, max0=number(goal.parts[0].most)) if _is_measured(goal) else words["missing"]
        rows.append([says, told, words["reached"][goal.reached]])
    return _lines(words["goals_head"], rows)


def _is_measured(goal: Goal) -> bool:
    return any(part.value is not None for part in goal.parts)


def _floors(book: Book, words: Words) -> list[str]:
    rows = [[words["goals"][one.name][0], seconds(one.allowed), words["floor_what"][one.what], seconds(one.needed)] for one in list_floors(book)]
    return [_lines(words["floor_head"], rows), words["floor_note"]] if rows else []


def _table(book: Book, words: Words, sides: Iterable[str], show: Callable[[Row], str]) -> str:
    sizes = _sizes(book)
    rows = []
    for side in sides:
        found = [book.rows.get((size, *side.split("/"))) for size in sizes]  # type: ignore[arg-type]
        if any(found):
            rows.append([words["sides"][side.replace("/changed", "/cold")], *(_show(row, words, show) for row in found)])
    return _lines([words["side"], *(f"{size:,}" for size in sizes)], rows) if rows else ""


def _show(row: Row | None, words: Words, show: Callable[[Row], str]) -> str:
    if row is None:
        return str(words["missing"])
    return str(words["stopped"][row.stopped]) if row.stopped else show(row)


def _size(row: Row) -> str:
    return f"{row.values['files']:,.0f} / {row.values['bytes'] / MB:,.0f}" if "files" in row.values else ""


def _claims(book: Book, words: Words) -> str:
    rows = []
    for size in _sizes(book):
        numbers = [book.value(size, "ours", *what) for what in (("claim", "written"), ("claim", "outside"), ("new-day", "written"), ("nothing", "written"))]
        if any(value is not None for value in numbers):
            rows.append([f"{size:,}", *(words["missing"] if value is None else f"{value:,.0f}" for value in numbers)])
    return _lines(words["claim_head"], rows) if rows else ""


def _searches(book: Book, words: Words) -> str:
    found = [(size, book.rows[size, "ours", "search"].values) for size in _sizes(book) if (size, "ours", "search") in book.rows]
    rows = [
        [f"{size:,}", f"{v['first_most'] / KB:,.0f}", f"{v['later'] / KB:,.0f} – {v['later_most'] / KB:,.0f}", f"{v['right']:,.0f} / {v['queries']:,.0f}"]
        for size, v in found
    ]
    return _lines(words["search_head"], rows) if rows else ""


def _growth(book: Book, words: Words) -> str:
    """The exponent of the time between each size and the next; only what one session measured is held together."""
    sizes = _sizes(book)
    steps = list(pairwise(sizes))
    rows = []
    for side in (*BUILDS, "ours/claim", "ours/new-day", "ours/nothing", *PEERS):
        name, what = side.split("/")
        told = [_exponent(book.rows.get((a, name, what)), book.rows.get((b, name, what))) for a, b in steps]
        if any(value is not None for value in told):
            rows.append([words["sides"][side], *(words["missing"] if value is None else f"{value:.2f}" for value in told)])
    return _lines([words["side"], *(f"{a:,} → {b:,}" for a, b in steps)], rows) if rows else ""


def _exponent(small: Row | None, large: Row | None) -> float | None:
    if not small or not large or small.stopped or large.stopped or small.session != large.session:
        return None
    return math.log(large.values["wall"] / small.values["wall"]) / math.log(large.size / small.size)


def _phases(book: Book, words: Words) -> str:
    tables = []
    for size, phases in sorted(((size, phases) for size, phases in book.phases.items() if size.isdecimal()), key=lambda item: int(item[0])):
        rows = [[phase["name"], seconds(phase["wall"]), seconds(phase["cpu"])] for phase in phases]
        tables.append(f"**{int(size):,}**\n\n" + _lines(words["phases_head"], rows))
    return "\n\n".join(tables)


def _claim_phases(book: Book, words: Words) -> str:
    """How long each step of a build takes after one claim, by size."""
    sizes = [size for size in _sizes(book) if f"{size} claim" in book.phases]
    steps = [{phase["name"]: phase["wall"] for phase in book.phases[f"{size} claim"]} for size in sizes]
    names = dict.fromkeys(name for found in steps for name in found)
    rows = [[name, *(seconds(found[name]) if name in found else str(words["missing"]) for found in steps)] for name in names]
    return _lines([words["phases_head"][0], *(f"{size:,}" for size in sizes)], rows) if rows else ""


def _sameness(book: Book, words: Words) -> str:
    """How many stamped pages are what MkDocs Material itself makes, one line for each board that was looked at."""
    found = [(size, book.rows[size, "ours", "same"].values) for size in _sizes(book) if (size, "ours", "same") in book.rows]
    return "".join(f"\n- {words['same'].format(size=size, same=values['same'], pages=values['pages'])}" for size, values in found)


def _machines(book: Book, words: Words) -> str:
    """Each machine with the versions on it, and what was measured there in which session."""
    if not book.rows:
        return str(words["empty"])
    machines: dict[str, list[str]] = {}
    for name, told in sorted(book.sessions.items()):
        same = (known for known in book.sessions.values() if known["machine"] == told["machine"])  # one without other generators tells fewer versions
        versions = max((known["versions"] for known in same if known["versions"].items() >= told["versions"].items()), key=len)
        said = words["machine"].format(versions=", ".join(f"{package} {version}" for package, version in versions.items()), **told["machine"])
        machines.setdefault(said, []).append(f"- {name}: {_measured_in(book, words, name)}")
    return "\n\n".join([words["mixed"], *("\n".join([said, "", *sessions]) for said, sessions in machines.items())])


def _measured_in(book: Book, words: Words, session: str) -> str:
    """Which rows come from a session: sizes by side, but for those that are no size of a board."""
    found: dict[str, set[int]] = {}
    for row in book.rows.values():
        name = words["sides"].get(f"{row.side}/{row.what.replace('changed', 'cold')}") if row.session == session else None
        if name:
            found.setdefault(name, set()).update([row.size] if row.size else [])
    return "; ".join(name + (f" ({', '.join(f'{size:,}' for size in sorted(sizes))})" if sizes else "") for name, sizes in sorted(found.items()))


def _sizes(book: Book) -> list[int]:
    return sorted({row.size for row in book.rows.values() if row.size})


def _lines(head: list[str], rows: list[list[str]]) -> str:
    table = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in table)


def seconds(value: float) -> str:
    """A time as it is read: two digits after the point below ten seconds, one below a hundred."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def number(value: float) -> str:
    """A ratio or a count: as few digits as tell it apart from its bound."""
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3f}" if abs(value) < 0.1 else f"{value:.2f}" if abs(value) < 10 else f"{value:,.1f}"
