"""The week of a grid as rich text: its styles stand in each element, because a public account's editor keeps nothing else."""

from __future__ import annotations

from wishlight.pages.context import Context
from wishlight.pages.follow import site_address
from wishlight.pages.formats import count
from wishlight.pages.links import root_of
from wishlight.pages.weeks import GridWeek, say_head


def write_rich(context: Context, told: GridWeek, lang: str) -> str:
    """The HTML of the text alone, without a document around it."""
    words, address = context.words[lang], site_address(context.board)
    values = {
        "head": say_head(context, told, lang),
        "parts": [(count(words, f"feeds.digest.{part}", len(lines)), lines) for part, lines in told.parts.items()],
        "wall": address + root_of(lang, context.languages) + told.path if address else "",
    }
    return context.environments[lang].get_template("share/rich.html").render(values)


def write_rich_page(context: Context, told: GridWeek, lang: str) -> str:
    """The same as a document of its own, to be opened, selected and copied."""
    values = {"title": say_head(context, told, lang), "rich": write_rich(context, told, lang)}
    return context.environments[lang].get_template("share/rich_page.html").render(values)
