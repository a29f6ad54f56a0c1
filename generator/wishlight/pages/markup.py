"""The parts that nearly every page repeats many times, written as HTML without a template: a macro costs ten times as much.

What comes in as plain text is escaped here; `Markup` is HTML already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from wishlight.pages.formats import fill, short_id, tag_day, tag_moment
from wishlight.words import Words

if TYPE_CHECKING:
    from wishlight.pages.facts import Fact, Value
    from wishlight.pages.people import Called
    from wishlight.pages.timeline import Item
    from wishlight.pages.wishcards import Card
    from wishlight.pages.wishstory import Step

Url = Callable[[str], str]
_LIVE_SIGNS = re.compile("[&<>\"']").search


def safe(text: str) -> str:
    """Text as HTML; most of it needs no change, and to see that is cheaper than to make sure."""
    return str(escape(text)) if isinstance(text, Markup) or _LIVE_SIGNS(text) else text


class Parts:
    """The parts in one language. `own` marks people's text, `badge` draws a state."""

    def __init__(self, words: Words, own: Callable[[Any], Markup], badge: Callable[[str, str], Markup]) -> None:
        self._words, self._own, self._badge = words, own, badge
        self._comma, self._late = safe(words("pages.comma")), safe(words("pages.step.late"))
        self._claim = safe(words("pages.card.claim"))

    def functions(self) -> dict[str, Callable[..., Markup]]:
        """What templates call."""
        return {"timeline": self.timeline, "facts": self.facts, "stepper": self.stepper, "wish_card": self.wish_card}

    def timeline(self, items: Iterable[Item], url: Url) -> Markup:
        """A record's entries (pages/timeline.py), with the year at the first one and wherever it is another. What happened is the paragraph after the time,
        which the style sheet knows without a name.
        """
        lines, year = [], None
        for item in items:
            lines.append(self._entry(item, url, year))
            year = item.moment.year
        return Markup('<ol class="timeline">\n' + "".join(lines) + "</ol>\n")  # noqa: S704 - escaped below

    def facts(self, rows: Iterable[Fact], url: Url) -> Markup:
        """The facts of a record (pages/facts.py)."""
        lines = "".join(f"<dt>{safe(row.label)}</dt><dd>{self._shown(row.value, url)}</dd>\n" for row in rows)
        return Markup(f'<dl class="facts">\n{lines}</dl>\n')  # noqa: S704 - escaped just above

    def stepper(self, steps: Iterable[Step]) -> Markup:
        """How far something is: labels tell what is done from what is to come (“claimed”, “claim”). A step's `state` is done, now, late, stop
        or empty. The year stands at the first day and wherever it is another.
        """
        lines, year = [], None
        for step in steps:
            lines.append(self._step(step, year))
            year = step.day.year if step.day else year
        return Markup('<ol class="stepper">\n' + "".join(lines) + "</ol>\n")  # noqa: S704 - escaped below

    def wish_card(self, card: Card, href: str, level: int = 3) -> Markup:
        """A wish in a list (pages/wishcards.py)."""
        data = "".join(f' data-{name}="{safe(text)}"' for name, text in card.data)
        state = (
            f'<span class="state state-late">{safe(self._words("pages.card.late." + card.late))}</span>' if card.late else self._badge(card.status, "wish")
        )
        title = self._own(card.title)
        story = f'<p class="card-text">{self._own(card.story)}</p>\n' if card.story else ""
        meta = "".join(f"<span>{safe(text)}</span>" for text in card.meta)
        claim = (
            f'<a href="{safe(href)}#claim">{self._claim}<span class="visually-hidden"> {title}</span></a>' if card.asks else ""
        )
        return Markup(  # noqa: S704 - escaped just above
            f'<li class="card"{data}>\n'
            f'<p class="card-top">{state}<span class="card-id">{short_id(card.id)}</span></p>\n'
            f'<h{level} class="card-title"><a href="{safe(href)}">{title}</a></h{level}>\n'
            f'{story}<p class="card-meta">{meta}</p>\n<p class="card-foot"><span>{safe(card.foot)}</span>{claim}</p>\n</li>\n'
        )

    def _step(self, step: Step, year: int | None) -> str:
        kind = f' class="step-{step.state}"' if step.state else ""
        now = ' aria-current="step"' if step.state in ("now", "late") else ""
        late = f'<span class="visually-hidden">{self._late}</span>' if step.state == "late" else ""
        return f"<li{kind}{now}>{safe(step.label)}{late}{tag_day(step.day, self._words, year) if step.day else ''}</li>\n"

    def _entry(self, item: Item, url: Url, year: int | None) -> str:
        words = self._words
        mark = f' class="is-{item.mark}"' if item.mark else ""
        moment = tag_moment(item.moment, words, item.happened.year if item.happened else year)
        when = f"{tag_day(item.happened, words, year)} · {fill(words, 'pages.entry.backfilled', day=moment)}" if item.happened else moment
        line = f' · <a href="{safe(item.link)}">{safe(words("pages.entry.line", n=item.line))}</a>' if item.link else ""
        claim = f" · {safe(words('pages.entry.claim', n=item.claim))}" if item.claim else ""
        said = f'<p class="entry-when">{when}{line}</p>\n<p>{safe(item.event)} · {self._shown(item.who, url)}{claim}</p>\n'
        more = "".join(f"<p>{text}</p>\n" for text in self._tell_more(item, url))
        return f"<li{mark}>\n{said}{more}</li>\n"

    def _tell_more(self, item: Item, url: Url) -> Iterable[str]:
        if item.annulled:
            yield self._struck(item.annulled, item.moment.year)
        if item.details:
            told = (f"{safe(one.label)} {self._shown(one.value, url)}" if one.label else self._shown(one.value, url) for one in item.details)
            yield self._comma.join(told)
        if item.why or item.note:
            yield str(self._own(self._words("pages.comma").join(text for text in (item.why, item.note) if text)))

    def _struck(self, day: date, year: int) -> str:
        return str(fill(self._words, "pages.entry.annulled", day=tag_day(day, self._words, year)))

    def _shown(self, shown: Value | Called, url: Url) -> str:
        text = self._own(shown.text) if shown.own else safe(shown.text)
        return f'<a href="{safe(url(shown.path))}">{text}</a>' if shown.path else str(text)
