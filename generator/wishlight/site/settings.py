"""What the host of the site is told, what it is given besides pages, and what it reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from wishlight.problems import Problem
from wishlight.words import Words


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """Where a site comes from, where it goes and what its frame says.

    `root` is the board's folder with `mkdocs.yml`, `content/` and `site_config/theme/`. `out` is the site's folder and
    `cache` holds what the next build can use again; both may be lost at any time. `languages` are the board's, the first
    one at the site's root; `names` is the board's name in each. `address` is the site's full address ending in `/`, or
    empty when nobody knows it yet; `repository` is the address of the records' repository, or empty without a forge.
    `commit` and `as_of` say which data this is. `search` is the search page's address below a language's root, or empty;
    `feed` that of the feed which a page without one of its own names. `demo` adds the line that places and people are
    invented. `made_from` is a short name of all that any page is made from besides the board's records; `as_left` says that the site's folder is known
    to look as the last build left it. `words` speaks to whoever builds.
    """

    root: Path
    out: Path
    cache: Path
    languages: tuple[str, ...]
    names: Mapping[str, str]
    words: Words
    address: str = ""
    repository: str = ""
    branch: str = "main"
    commit: str = ""
    as_of: str = ""
    engine: str = "mkdocs"
    search: str = ""
    demo: bool = False
    feed: str = ""
    made_from: str = ""
    as_left: bool = False


class Asset(NamedTuple):
    """A file of the site that is no page: `path` below the site's root, and its bytes."""

    path: str
    data: bytes


class WriteReport(NamedTuple):
    """What a build did to the site's folder: paths below it, sorted, how many files already were as they should be, and a short name of how
    all of them look now.
    """

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    looks: str = ""


class SiteError(Exception):
    """The site can't be made from what the board's people wrote (frame, hand-written page, address). The old site stays."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.path}: {p.says}" for p in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[SiteError], tuple[list[Problem]]]:
        return SiteError, (self.problems,)  # a worker's refusal reaches the process that asked


def refuse(settings: SiteSettings, rule: str, path: str, line: int = 0, **values: object) -> SiteError:
    """The refusal of one thing, in words of `site.problems.<rule>`."""
    return _refuse(settings.words, rule, path, line, **values)


def refuse_place(words: Words, folder: Path) -> SiteError:
    """The refusal of a folder that holds something else than a site of ours."""
    return _refuse(words, "foreign-folder", str(folder), 0)


def _refuse(words: Words, rule: str, path: str, line: int, **values: object) -> SiteError:
    says, mend = (words(f"site.problems.{rule}.{part}", path=path, **values) for part in ("says", "mend"))
    return SiteError([Problem(path, line, 0, f"site-{rule}", "refuse", "", says, mend)])
