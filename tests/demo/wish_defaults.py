"""What a category of wish usually means: its kind, where it happens, how long it takes, which skill it needs."""

from __future__ import annotations

from typing import NamedTuple

from wishlight.words import load_words


class Usual(NamedTuple):
    """The usual case of one category."""

    kind: str
    place: str
    minutes: int
    skill: str | None
    sensitive: bool = False


USUAL = {
    "small-appliance": Usual("goods", "home", 60, None),
    "appliance": Usual("goods", "home", 60, None),
    "clothing": Usual("goods", "home", 40, None),
    "books-study": Usual("goods", "hall", 40, None),
    "daily-goods": Usual("goods", "home", 40, None),
    "food": Usual("goods", "home", 40, None),
    "toys-sports": Usual("goods", "hall", 40, None),
    "mobility": Usual("goods", "home", 60, None, True),
    "health": Usual("service", "home", 60, "health", True),
    "repair": Usual("service", "home", 60, "repair"),
    "errand": Usual("service", "home", 40, "errands"),
    "companionship": Usual("company", "home", 90, "company"),
    "escort": Usual("service", "outdoors", 240, "escort", True),
    "haircut": Usual("service", "home", 40, "haircut"),
    "phone-help": Usual("service", "hall", 60, "phones"),
    "tutoring": Usual("company", "hall", 480, "tutoring"),
    "outing": Usual("company", "outdoors", 180, "company"),
    "shared-space": Usual("public-space", "outdoors", 60, "repair"),
    "cleaning": Usual("public-space", "outdoors", 90, "cleaning"),
}

STOCK, REDACTED = (load_words("zh")(f"stock.{name}") for name in ("story", "redacted"))
"""What stands where a story could give someone away, and where a text was removed."""
