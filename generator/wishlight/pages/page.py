"""A page as a value: what it says and where it lives. Whoever hosts the site turns it into a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language.

    `path` is the address below the language's root: `""` for the home page, otherwise ASCII and ending in `/`.
    `text` is finished HTML, or what makes it when somebody asks for the `body`; `title` and `description` are plain text.
    `section` is the entry of the navigation that is current. `source` is the record's path in the repository, for the edit and
    history links. `alternate` says whether the same address exists in every language of the board. `head` is finished HTML for
    the document's head that this page alone carries. `made_from` is a short name of all that the text is made from, so that a
    page whose name is known need not be made again; empty where nobody can tell. `card` names the picture that is shown when the
    page is shared; empty for that of its kind or section.
    """

    path: str
    lang: str
    kind: str
    title: str
    description: str
    text: str | Callable[[], str]
    section: str
    source: str | None = None
    alternate: bool = True
    head: str = ""
    made_from: str = ""
    card: str = ""

    @property
    def body(self) -> str:
        """The page's HTML."""
        return self.text if isinstance(self.text, str) else self.text()
