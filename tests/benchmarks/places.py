"""Where the towns of a corpus lie: seventeen quarters of three communities and fifteen grids each, every one with posts of its own.

A quarter's settings are the demo's lines with other ids, names and people. The first quarter is the demo's own, so a small corpus has
the demo's area tree; from about ten thousand wishes on a board has all 51 communities and 255 grids, like a city's district.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.demo.clock import FIRST, LAST, working_days

ROOT = Path(__file__).parents[2]
QUARTERS = 17
WISHES_A_QUARTER = 600
"""As many wishes bring another quarter to a board that has not all of them yet."""
ONE_LANGUAGE = 200_000
"""A board of more wishes has pages of single records in its first language alone."""
TURN = timedelta(weeks=52)
"""By how much a town of the year before is earlier: whole weeks, so that every day keeps its weekday."""
COMMUNITIES = {"xinghu": ("星湖", "Xinghu"), "heye": ("荷叶塘", "Heyetang"), "songyuan": ("松园", "Songyuan")}
DISTRICT = ("yunxi", "post:m1", "post:m2")
"""What all quarters share."""
_STREETS = (("linjiang", "临江", "Linjiang"), ("nanyuan", "南苑", "Nanyuan"), ("wangta", "望塔", "Wangta"), ("baidu", "白渡", "Baidu"))
_FIRST = ["qing青", "liu柳", "shi石", "lian莲", "yun云", "zhu竹", "feng枫", "gui桂", "mei梅", "xing杏", "bai白", "jin金", "yin银", "qiu秋", "lan兰", "tao桃"]
_SECOND = ["wan湾", "qiao桥", "fang坊"]
_STREETS_A_QUARTER = {"lutan": 0, "qiaotou": 1}


def count_quarters(wishes: int) -> int:
    """How many quarters a board of so many wishes has."""
    return max(1, min(QUARTERS, round(wishes / WISHES_A_QUARTER)))


def name_communities(quarter: int) -> dict[str, tuple[str, str, str]]:
    """The demo's three communities as they are called in a quarter: id, Chinese name, English name."""
    if quarter == 0:
        return {id: (id, *names) for id, names in COMMUNITIES.items()}
    first = _FIRST[quarter - 1]
    ids = ((first[:-1] + second[:-1], first[-1] + second[-1]) for second in _SECOND)
    return {old: (id, zh, id.capitalize()) for old, (id, zh) in zip(COMMUNITIES, ids, strict=True)}


def move_area(area: str, quarter: int) -> str:
    """A demo area's id in a quarter."""
    community, dash, grid = area.partition("-")
    return name_communities(quarter)[community][0] + dash + grid if community in COMMUNITIES else area


def move_post(post: str, quarter: int) -> str:
    """A demo post in a quarter, both as `post:h1`."""
    return post if quarter == 0 or post in DISTRICT else f"{post}x{quarter}"


def write_settings(target: Path, wishes: int, staff: Callable[[str, int], str]) -> None:
    """Write what a corpus's settings have other than the demo's. `staff` gives a demo post holder's id in a quarter."""
    folder, quarters = target / "site_config", count_quarters(wishes)
    _rewrite(folder / "areas.yml", lambda line: _tell_area(line, quarters))
    _rewrite(folder / "population.yml", lambda line: _in_quarters(line, quarters, lambda q: _translate(line, q)))
    _rewrite(folder / "roles.yml", lambda line: _tell_post(line, quarters, staff))
    _rewrite(folder / "rules.yml", lambda line: [line.replace("2026-06-01", "2025-06-01")])
    if wishes > ONE_LANGUAGE:
        _rewrite(folder / "board.yml", lambda line: [line.replace("detail_languages: [zh, en]", "detail_languages: [zh]")])
    (folder / "holidays.yml").write_text(write_holidays(), "utf-8", newline="\n")
    for name in ("population.yml", "roles.yml", "rules.yml"):
        _rewrite(folder / name, lambda line: [line.replace("from: 2025-11-01", "from: 2024-11-01")])


def write_holidays() -> str:
    """The demo's days off and worked, and the same for the year before, so that a working day stays one when a town is moved."""
    calendar = working_days()
    lines = ["# The demo board's holidays; the year before its first day has the same, moved by 52 weeks, whatever was announced for it."]
    off, work = _repeat(calendar.off), _repeat(calendar.work)
    for year in range(2024, max(calendar.years) + 1):
        lines.append(f'"{year}":')
        lines += [f"  {key}: [{', '.join(str(day) for day in sorted(days) if day.year == year)}]" for key, days in (("off", off), ("work", work))]
    return "\n".join(lines) + "\n"


def _repeat(days: frozenset[date]) -> set[date]:
    return {day for day in days if day >= FIRST} | {day - TURN for day in days if FIRST <= day <= LAST and day - TURN < FIRST}


def _rewrite(path: Path, tell: Callable[[str], Iterator[str] | list[str]]) -> None:
    lines = [told for line in path.read_text("utf-8").splitlines() for told in tell(line)]
    path.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def _in_quarters(line: str, quarters: int, tell: Callable[[int], str]) -> list[str]:
    return [tell(q) for q in range(quarters)] if line.startswith("- {") and "yunxi," not in line else [line]


def _tell_area(line: str, quarters: int) -> list[str]:
    street = re.search(r"id: (\w+), level: street", line)
    if not street:
        return _in_quarters(line, quarters, lambda q: _translate(line, q))
    more = _STREETS if street[1] == "qiaotou" else ()
    used = [s for n, s in enumerate(more) if quarters > n // 2 + 1]
    return [line, *(f"- {{id: {id}, level: street, parent: yunxi, name: {{zh: {zh}街道, en: {en} Street}}}}" for id, zh, en in used)]


def _tell_post(line: str, quarters: int, staff: Callable[[str, int], str]) -> list[str]:
    def tell(quarter: int) -> str:
        moved = re.sub(r"id: (\w+)", lambda m: "id: " + move_post(f"post:{m[1]}", quarter).removeprefix("post:"), _translate(line, quarter), count=1)
        return re.sub(r'"(p:\w+)"', lambda m: f'"{staff(m[1], quarter)}"', moved)

    return _in_quarters(line, quarters, tell) if "area: yunxi" not in line else [re.sub(r'"(p:\w+)"', lambda m: f'"{staff(m[1], 0)}"', line)]


def _translate(line: str, quarter: int) -> str:
    """A line of the demo's settings in a quarter: its communities go by other ids and names, and lie in other streets."""
    if quarter == 0:
        return line
    for old, (id, zh, en) in name_communities(quarter).items():
        line = re.sub(rf"\b{old}\b", id, line).replace(COMMUNITIES[old][0], zh).replace(COMMUNITIES[old][1], en)
    for old, n in _STREETS_A_QUARTER.items():
        line = line.replace(f"parent: {old},", f"parent: {(*_STREETS_A_QUARTER, *(s[0] for s in _STREETS))[quarter % 3 * 2 + n]},")
    return line
