"""A form's body cut at the form's own headings, so that no line a person typed can move a border.

The forge writes each heading once and in order. A text area may hold a copy of any of them, so a body can often be cut in more
than one way; the way is taken that finds most headings and leaves one line where one line was asked for. Where two ways are
equally good nobody knows what was meant, and the body is refused rather than guessed at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

MAX_CANDIDATES = 200
"""More lines than this that look like headings are an attack or an accident, and are not worth the time."""

_ZERO_WIDTH = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_FENCE = re.compile(" {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)")
_HEADING = re.compile(r"### +(.+?) *")


class Slot(NamedTuple):
    """One heading to look for: the question's id, every label it may stand under, and how its answer looks (line, text, ticks)."""

    id: str
    labels: frozenset[str]
    shape: str


class Cut(NamedTuple):
    """A body cut up: each question's lines and the line its heading stands on (from 1). `ways` counts the equally good cuts."""

    texts: Mapping[str, str]
    lines: Mapping[str, int]
    ways: int


class AmbiguousError(ValueError):
    """A body that can be cut in more than one equally good way."""


def tidy(text: str) -> str:
    """A body in one form: line feeds alone, composed letters (NFC), nothing invisible."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))
    return unicodedata.normalize("NFC", _ZERO_WIDTH.sub("", text)).replace("\t", " ")


def tidy_label(label: str) -> str:
    """A label as it is compared: blanks joined, letters composed."""
    return re.sub(r"\s+", " ", tidy(label)).strip()


def cut_body(body: str, slots: Sequence[Slot]) -> Cut:
    """Cut a tidied body at the headings of `slots`.

    Headings inside a code fence are text; where that hides some, as after a fence that was never closed, fences are ignored.
    Raises AmbiguousError where there is no single best way.
    """
    lines = body.split("\n")
    cut = _cut(lines, slots, _find_headings(lines, slots, fenced=True))
    if len(cut.lines) < len(slots):
        open_cut = _cut(lines, slots, _find_headings(lines, slots, fenced=False))
        cut = open_cut if len(open_cut.lines) > len(cut.lines) else cut
    if cut.ways > 1:
        raise AmbiguousError
    return cut


def _find_headings(lines: list[str], slots: Sequence[Slot], *, fenced: bool) -> list[tuple[int, str]]:
    labels = frozenset[str]().union(*(slot.labels for slot in slots))
    found, fence = [], ""
    for n, line in enumerate(lines):
        mark = _FENCE.fullmatch(line) if fenced else None
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not mark[2].strip():
            fence = ""
        elif not fence and (heading := _HEADING.fullmatch(line)) and tidy_label(heading[1]) in labels:
            found.append((n, tidy_label(heading[1])))
    if len(found) > MAX_CANDIDATES:
        raise AmbiguousError
    return found


class _Way(NamedTuple):
    """The best ways up to a heading: (missing, untidy) is their cost, `ways` how many there are, `back` the step before."""

    cost: tuple[int, int]
    ways: int
    back: tuple[int, int] | None


def _cut(lines: list[str], slots: Sequence[Slot], headings: list[tuple[int, str]]) -> Cut:
    ends = [*(n for n, _ in headings), len(lines)]
    best: dict[tuple[int, int], _Way] = {}
    for place, (_, label) in enumerate(headings):
        for s, slot in enumerate(slots):
            if label in slot.labels:
                before = [_step(best[key], key, lines, slots, ends, (s, place)) for key in best if key[0] < s and key[1] < place]
                best[s, place] = _choose([_Way((s, 0), 1, None), *before])
    finals = [_step(way, key, lines, slots, ends, (len(slots), len(headings))) for key, way in best.items()]
    last = _choose(finals) if finals else _Way((len(slots), 0), 1, None)
    return _follow(last, best, lines, slots, ends)


def _step(way: _Way, at: tuple[int, int], lines: list[str], slots: Sequence[Slot], ends: list[int], to: tuple[int, int]) -> _Way:
    span = lines[ends[at[1]] + 1 : ends[to[1]]]
    missing, untidy = way.cost
    return _Way((missing + to[0] - at[0] - 1, untidy + (not _fits(span, slots[at[0]].shape))), way.ways, at)


def _choose(ways: Iterable[_Way]) -> _Way:
    found = list(ways)
    cost = min(way.cost for way in found)
    equal = [way for way in found if way.cost == cost]
    return _Way(cost, sum(way.ways for way in equal), equal[0].back)


def _follow(last: _Way, best: Mapping[tuple[int, int], _Way], lines: list[str], slots: Sequence[Slot], ends: list[int]) -> Cut:
    texts: dict[str, str] = {}
    places: dict[str, int] = {}
    end, at = len(lines), last.back
    while at:
        start = ends[at[1]]
        texts[slots[at[0]].id] = "\n".join(lines[start + 1 : end]).strip()
        places[slots[at[0]].id] = start + 1
        end, at = start, best[at].back
    return Cut(texts, places, last.ways)


def _fits(span: list[str], shape: str) -> bool:
    filled = [line for line in span if line.strip()]
    if shape == "line":
        return len(filled) == 1
    return shape == "text" or all(line.lstrip().startswith("- [") for line in filled)
