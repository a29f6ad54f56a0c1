"""QR codes: where they lead is the board's to choose, and the number below says the same to who has no camera."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import segno
from markupsafe import Markup

from wishlight.pages.addresses import LETTERS, address_of
from wishlight.pages.context import Context
from wishlight.pages.formats import short_id
from wishlight.pages.links import page_root


class Code(NamedTuple):
    """A code's picture (empty where the board has no address), the address it leads to, and what to say instead of scanning it."""

    svg: Markup
    address: str
    says: str

    @property
    def side(self) -> int:
        """How many modules the picture is wide, quiet zone and all."""
        found = _SIDE.search(self.svg)
        return int(found[1]) if found else 0

    @property
    def drawing(self) -> Markup:
        """What the picture's own SVG element holds, to be put into another one."""
        return Markup(self.svg[self.svg.index(">") + 1 : self.svg.rindex("</svg>")])  # noqa: S704 - a part of what was safe


_SIDE = re.compile(r'viewBox="0 0 (\d+) ')


def code_of(context: Context, id: str, lang: str) -> Code:
    """The code of a record, person or area: `short_url` with its id, otherwise its page below `site_url`."""
    return code_page(context, address_of(id), lang, id)


def code_page(context: Context, path: str, lang: str, id: str) -> Code:
    """The code of the page at `path`, whose short address ends in `id`."""
    info = context.board.info
    says = short_id(id) if id[1:2] == "-" and id[:1] in LETTERS else id
    if info.get("short_url"):
        return draw_code(join(info["short_url"], id), says)
    site = info.get("site_url", "")
    return draw_code(join(site, page_root(path, lang, context.languages) + path), says) if site else Code(Markup(), "", says)


@lru_cache(maxsize=1 << 10)
def draw_code(address: str, says: str) -> Code:
    """An address as inline SVG with the quiet zone of four modules that ISO/IEC 18004 asks for.

    Level M (15 %) survives a crease and a thumb print.
    """
    drawn = segno.make(address, error="m", micro=False).svg_inline(border=4, omitsize=True, dark="#000", light="#fff")
    return Code(Markup(drawn), address, says)  # noqa: S704 - segno's own drawing; the address is in it as squares only


def join(root: str, path: str) -> str:
    """An address below another one, with one slash between."""
    return f"{root.rstrip('/')}/{path}"
