"""The week of a grid as a tall picture for a chat group: what waits, what came true, a code, and the number to say.

It is an SVG of plain shapes and texts, each with its own attributes, so that a browser can turn it into a PNG without any style sheet.
"""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from wishlight.pages.codes import Code, code_page
from wishlight.pages.context import Context
from wishlight.pages.fitting import shorten, wrap
from wishlight.pages.follow import board_name
from wishlight.pages.formats import clean_text, count, format_days, format_minutes, short_id
from wishlight.pages.weeks import GridWeek
from wishlight.pages.wishcards import Wish

WIDTH, HEIGHT = 1080, 1920
"""The screen of a phone held upright."""
SHOWN = 5
TOP, STEP, END = 640, 132, 1400
"""Where the light card's text begins, how far apart wishes stand on it, and the lowest line that it has room for."""


class Line(NamedTuple):
    """A line of text: where its baseline begins, how large, in which colour, how heavy."""

    x: int
    y: int
    size: int
    fill: str
    weight: int
    text: str


NIGHT, PAPER, LAMP, SOFT, INK, FAINT = "#1b2340", "#f4f1e8", "#f4b53f", "#c3c8da", "#1e2538", "#474f64"


def draw_picture(context: Context, told: GridWeek, lang: str) -> Markup:
    """The picture as SVG."""
    words = context.words[lang]
    code = code_page(context, told.path, lang, told.area.id)
    lines = [*_head(context, told, lang), *_body(context, told, lang), *_foot(context, told, code, lang)]
    values = {"width": WIDTH, "height": HEIGHT, "lines": lines, "code": code, "alt": words("pages.week.picture_alt", place=told.place)}
    return Markup(context.environments[lang].get_template("share/picture.html").render(values))  # noqa: S704 - an escaping template


def _head(context: Context, told: GridWeek, lang: str) -> list[Line]:
    words, week = context.words[lang], told.week
    days = words("pages.week.days", number=week.number, days=format_days(week.first, week.last, words))
    done = len(told.parts.get("done", ()))
    says = count(words, "pages.week.done", done) if done else words("pages.week.none_done")
    said = wrap(says, 34)
    return [
        Line(120, 138, 44, PAPER, 600, board_name(context.board, lang)),
        Line(72, 280, 92, PAPER, 700, shorten(told.place, 20)),
        Line(72, 356, 40, SOFT, 400, days),
        *(Line(72, 470 - 56 * (len(said) - 1 - n), 48, LAMP, 700, line) for n, line in enumerate(said)),
    ]


def _body(context: Context, told: GridWeek, lang: str) -> list[Line]:
    """What stands on the light card: the wishes that wait, then as much of what is coming and what came true as there is room for."""
    words, n = context.words[lang], len(told.waiting)
    says = wrap(count(words, "pages.week.waiting", n) if n else words("pages.week.quiet"), 30)
    lines = [Line(112, TOP + 64 * at, 48, INK, 700, text) for at, text in enumerate(says)]
    y = lines[-1].y + 100
    for wish in told.waiting[:SHOWN]:
        lines += _wish(wish, y, context, lang)
        y += STEP
    if n > SHOWN:
        lines.append(Line(112, y - 20, 36, FAINT, 400, count(words, "pages.week.more", n - SHOWN)))
        y += 60
    for part in ("coming", "done"):
        added = _part(context, told, part, y, lang)
        lines += added
        y = added[-1].y + 100 if added else y
    return lines


def _part(context: Context, told: GridWeek, part: str, y: int, lang: str) -> list[Line]:
    """A heading and its lines from `y` on, as many as there is room for; nothing where not even one fits."""
    words, told_lines = context.words[lang], told.parts.get(part, [])
    size, step, room, most = (36, 54, 44, 2) if told.waiting else (44, 66, 36, 4)  # where no wish stands on the card there is room for larger letters
    texts = [text for line in told_lines for text in _fold(words("feeds.digest.line", text=line), room, most)]
    fits = texts[: max(0, (END - y - step - 12) // step + 1)]
    if not fits:
        return []
    head = Line(112, y, 42, INK, 700, count(words, f"feeds.digest.{part}", len(told_lines)))
    return [head, *(Line(112, y + step + 12 + step * n, size, FAINT, 400, text) for n, text in enumerate(fits))]


def _fold(text: str, room: int, most: int) -> list[str]:
    """A text on so many lines at most; what the last one has no room for is marked as cut."""
    lines = wrap(text, room)
    return lines if len(lines) <= most else [*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), room)]


def _wish(wish: Wish, y: int, context: Context, lang: str) -> list[Line]:
    words, head = context.words[lang], wish.record.head
    about = words("pages.card.about", time=format_minutes(head["minutes"], words))
    return [
        Line(112, y, 46, INK, 600, shorten(clean_text(str(head["title"]), words), 36)),
        Line(112, y + 50, 34, FAINT, 400, words("pages.week.number", code=short_id(wish.record.id), about=about)),
    ]


def _foot(context: Context, told: GridWeek, code: Code, lang: str) -> list[Line]:
    words = context.words[lang]
    left = 440 if code.svg else 72
    texts = wrap(words("pages.week.how" if told.waiting else "pages.week.speak"), 26 if code.svg else 46)
    lines = [Line(left, 1570 + 56 * n, 40, PAPER, 400, text) for n, text in enumerate(texts[:5])]
    return [*lines, Line(72, 1876, 34, SOFT, 600, code.says)] if code.svg else lines
