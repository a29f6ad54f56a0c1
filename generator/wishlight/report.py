"""What a build is asked for and what it tells: light to import, because a board that nobody touched needs nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wishlight.problems import Problem
from wishlight.site.settings import WriteReport

CACHE = ".wishlight/cache"
"""What the next build can use again, below a board's folder."""


@dataclass(frozen=True)
class BuildOptions:
    """What one build is asked for. Without `as_of` the day of the newest entry is taken.

    `without` leaves out `search`, `feeds` or `package`; `only_pages` makes the pages of records and nothing that is counted over all of them.
    """

    root: Path
    out: Path
    lang: str
    as_of: date | None = None
    engine: str = "mkdocs"
    without: tuple[str, ...] = ()
    only_pages: bool = False


@dataclass(frozen=True)
class BuildReport:
    """What a build did: which record files it parsed, which site files it wrote, and what it noticed."""

    parsed: tuple[str, ...]
    records: int
    as_of: date
    site: WriteReport
    problems: tuple[Problem, ...]

    def counts(self) -> dict[str, object]:
        """The report in numbers, as the sentence `build.done` takes them."""
        site = {"written": len(self.site.written), "unchanged": self.site.unchanged, "removed": len(self.site.removed)}
        return {"parsed": len(self.parsed), "records": self.records, "day": self.as_of.isoformat(), **site}
