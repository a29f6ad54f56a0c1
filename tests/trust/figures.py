"""`python -m tests.trust.figures [TEST…]`: run the tests whose outcome is published, print their table, write the page that shows it.

With tests named, only those run and the other rows stay as they were recorded. The exit code is 1 when a row is missing or fell short.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from tests.trust.recall import fill_recall, print_recall

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RECORDED = HERE / "figures.yml"
LANGUAGES = ("zh", "en")
ROWS = {
    "bad-yaml": 80, "mutated-records": 10_000, "killed-at-each-call": 68, "random-kills": 120, "claim-races": 600, "redelivered": 3,
    "dropped-triggers": 10, "stateful-runs": 15, "tampering": 16, "concurrent-changes": 1, "payloads": 100, "csp": 3, "third-party": 20,
    "formula-cells": 19, "privacy-recall": 200, "privacy-first-sight": 120, "privacy-false-alarms": 25_000, "canaries": 10, "slow-patterns": 100, "same-bytes": 10,
    "broken-record": 1, "cut-writes": 10, "cut-commands": 60, "many-records": 1_000, "clock": 9, "sock-puppets": 20, "supply-chain": 1,
}  # fmt: skip
"""The figures that must be there, in their order, and the least number of tries that makes each worth publishing."""
MISSES_ALLOWED = frozenset({"privacy-recall", "privacy-first-sight"})
"""Figures that are published with their misses; the test itself holds their least share."""
_TABLE = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)


class Figure(NamedTuple):
    """One row: `failed` and `lost` are counts out of `tried`, `slowest` is in seconds and never published."""

    name: str
    tried: int
    failed: int
    lost: int
    slowest: float | None
    note: str
    test: str

    @property
    def short(self) -> str:
        """In what the figure falls short; empty when it doesn't."""
        if self.tried < ROWS.get(self.name, 1):
            return f"tried {self.tried}, wanted {ROWS[self.name]}"
        if (self.failed or self.lost) and self.name not in MISSES_ALLOWED:
            return f"failed {self.failed}, lost {self.lost}"
        return ""


class Collector:
    """Hears every test's report, from this process or from a worker of it."""

    def __init__(self) -> None:
        self.found: dict[str, Figure] = {}
        self.broken: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.broken.append(report.nodeid)
        if report.when == "teardown":
            for key, value in report.user_properties:
                if key == "figure" and isinstance(value, dict):
                    self.add(Figure(**value, test=report.nodeid))

    def add(self, figure: Figure) -> None:
        """Keep a figure; parts of one that come from several tests are added up."""
        if before := self.found.get(figure.name):
            slowest = max((f.slowest for f in (before, figure) if f.slowest is not None), default=None)
            parts = {"tried": before.tried + figure.tried, "failed": before.failed + figure.failed, "lost": before.lost + figure.lost}
            figure = before._replace(**parts, slowest=slowest, note=before.note or figure.note, test=min(before.test, figure.test))
        self.found[figure.name] = figure


def run_tests(chosen: Iterable[str]) -> Collector:
    """Run the marked tests, all of them or those chosen."""
    collector = Collector()
    pytest.main(["-q", "-m", "figure", "-n", "2", "--rootdir", str(ROOT), *(chosen or [str(ROOT / "tests")])], plugins=[collector])
    return collector


def read_recorded() -> dict[str, Figure]:
    """The figures as they were recorded last, by name; without timings."""
    rows = yaml.safe_load(RECORDED.read_text("utf-8")) if RECORDED.exists() else []
    return {row["name"]: Figure(**row, slowest=None) for row in rows}


def order(figures: dict[str, Figure]) -> list[Figure]:
    """The published order: that of the titles."""
    return [figures[name] for name in read_titles() if name in figures]


def read_titles() -> dict[str, dict[str, str]]:
    """What each figure counts, by name and language."""
    return yaml.safe_load((HERE / "titles.yml").read_text("utf-8"))


def list_short(figures: dict[str, Figure]) -> list[str]:
    """What is missing or fell short, as sentences."""
    missing = [f"{name}: no test published it" for name in ROWS if name not in figures]
    untitled = [f"{name}: titles.yml has no words for it" for name in sorted(figures.keys() - read_titles().keys())]
    return [*missing, *untitled, *(f"{figure.name}: {figure.short}" for figure in figures.values() if figure.short)]


def print_table(figures: list[Figure]) -> str:
    """The table for a terminal."""
    lines = [f"{'figure':24}{'tried':>9}{'failed':>8}{'lost':>6}{'slowest':>9}  test; note"]
    for f in figures:
        slowest = "" if f.slowest is None else f"{f.slowest:.2f} s"
        lines.append(f"{f.name:24}{f.tried:>9,}{f.failed:>8,}{f.lost:>6,}{slowest:>9}  {f.test}" + (f"; {f.note}" if f.note else ""))
    return "\n".join(lines)


def write_recorded(figures: list[Figure]) -> None:
    """Keep what doesn't change from run to run."""
    rows = [{key: value for key, value in f._asdict().items() if key != "slowest"} for f in figures]
    RECORDED.write_text(yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=1000), "utf-8")


def page_of(lang: str) -> Path:
    """The page that shows the figures."""
    return ROOT / "content" / lang / "tested.md"


def fill_page(text: str, figures: list[Figure], lang: str) -> str:
    """A page with its tables written anew between their marks."""
    titles = read_titles()
    rows = [f"| {titles[f.name][lang]} (`{Path(name_test(f)).stem}`) | {f.tried:,} | {f.failed:,} | {f.lost:,} |" for f in figures]
    head = re.search(r"^<!-- columns: (.*) -->$", text, re.MULTILINE)
    if head is None:
        raise ValueError(f"the page in {lang} names no columns")
    table = "\n".join([head[1], "|---|---|---|---|", *rows])
    return fill_recall(_TABLE.sub(lambda _: f"\n{table}\n\n", text), lang)


def name_test(figure: Figure) -> str:
    """The file of the test that makes a figure, from the repository's root."""
    return figure.test.partition("::")[0]


def main(chosen: list[str]) -> int:
    """Run, print, write; 0 when every row is there and none fell short."""
    collector = run_tests(chosen)
    figures = {**(read_recorded() if chosen else {}), **collector.found}
    rows = order(figures)
    print(print_table(rows))
    print(print_recall())
    short = [*(f"{test} failed" for test in collector.broken), *list_short(figures)]
    print("\n".join(short))
    if collector.broken or any(f.short for f in collector.found.values()):
        return 1
    write_recorded(rows)
    for lang in LANGUAGES:
        page = page_of(lang)
        page.write_text(fill_page(page.read_text("utf-8"), rows, lang), "utf-8", newline="\n")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
