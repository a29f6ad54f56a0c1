"""`site_config/` to a Board, with every mistake as a problem that names file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from wishlight.problems import Problem
from wishlight.records.board.days import make_calendar
from wishlight.records.board.model import Area, Board, Choice, Holder, Post, Setting, Settings
from wishlight.records.fields import load_schema
from wishlight.records.place import Trail, locate
from wishlight.records.read import RefusedError, read_tree
from wishlight.records.store import name_settings
from wishlight.words import Words

NO_ROWS = ("empty", "not-a-mapping")
"""A file that sets nothing is no mistake of its own: whatever is missing for it is said where it is needed."""

FILES = ("board", "areas", "categories", "choices", "rules", "roles", "holidays", "population", "fields")


class ConfigFile:
    """One file of `site_config/` while it is read: its tree (all text) and the problems found in it."""

    def __init__(self, root: Path, name: str, words: Words, *, optional: bool = False) -> None:
        self.path = f"site_config/{name}.yml"
        self.words = words
        self.problems: list[Problem] = []
        self.text = ""
        self.tree: dict[str, Any] = {}
        try:
            data = (root / self.path).read_bytes()
        except FileNotFoundError:
            if not optional:
                self.add("config-missing", ())
            return
        self.text = data.decode("utf-8", "replace")
        try:
            self.tree = _fill_in(read_tree(data, comments=True))
        except RefusedError as refused:
            if refused.rule not in NO_ROWS:
                rule = "config-unreadable" if refused.rule in ("not-yaml", "not-utf8") else refused.rule
                self.add(rule, (), line=refused.line, **refused.values)

    def add(self, rule: str, trail: Trail, *, line: int = 0, **values: object) -> None:
        """Remember a problem at a place of the file."""
        at, column = (line, 1) if line or not self.text else locate(self.text, trail)
        field = ".".join(str(step) for step in trail)
        says, mend = (self.words(f"problems.{rule}.{part}", field=field, path=self.path, **values) for part in ("says", "mend"))
        self.problems.append(Problem(self.path, at, column, rule, "refuse", field, says, mend))

    def rows(self, key: str) -> Iterator[tuple[Trail, dict[str, Any]]]:
        """The mappings of a list, each with its trail; anything else in it becomes a problem."""
        for n, row in enumerate(self.tree.get(key) or ()):
            if isinstance(row, dict):
                yield (key, n), row
            else:
                self.add("config-shape", (key, n))

    def rows_once(self, key: str) -> Iterator[tuple[Trail, dict[str, Any]]]:
        """The rows of a list, with a problem for each id that is empty or was there before."""
        met: set[str] = set()
        for trail, row in self.rows(key):
            id = str(row.get("id") or "")
            if id in met or not id:
                self.add("config-twice", trail, value=id)
            met.add(id)
            yield trail, row

    def take(self, trail: Trail, row: Mapping[str, Any], key: str, convert: Callable[[str], Any], default: Any = None) -> Any:
        """One converted value; the default where it is absent or, with a problem, wrong."""
        if row.get(key) in (None, ""):
            return default
        try:
            return convert(row[key])
        except (ValueError, TypeError, AttributeError):
            self.add("config-value", (*trail, key), value=str(row[key])[:40])
            return default


def load_named(root: Path, words: Words) -> tuple[Board, list[Problem], str]:
    """The board with its problems, and the short name of the settings that it was read from: they are read again where somebody touched them meanwhile,
    or what is kept under the name would be that of other settings.
    """
    while True:
        name = name_settings(root)
        board, problems = load_board(root, words)
        if name_settings(root) == name:
            return board, problems, name


def load_board(root: Path, words: Words) -> tuple[Board, list[Problem]]:
    """The board's configuration and what is wrong with it. A file that can't be read counts as empty, so that the rest is still read."""
    files = {name: ConfigFile(root, name, words, optional=name in ("population", "fields")) for name in FILES}
    info = files["board"].tree
    areas = {area.id: area for area in _read_areas(files["areas"])}
    lists = {**_read_lists(files["categories"]), **_read_lists(files["choices"])}
    lists["areas"] = {a.id: Choice(a.id, a.names, a.since, a.until, {"level": a.level}) for a in areas.values()}
    board = Board(
        info=info,
        zone=files["board"].take((), info, "time_zone", _zone, ZoneInfo("Asia/Shanghai")),
        languages=tuple(info.get("languages") or ("zh",)),
        schema=load_schema(_read_fields(files["fields"])),
        areas=areas,
        lists=lists,
        rules=_read_rules(files["rules"]),
        posts={post.id: post for post in _read_posts(files["roles"])},
        calendar=make_calendar(_read_holidays(files["holidays"])),
        population=tuple(row for _, row in files["population"].rows("population")),
        words=_read_words(files["fields"]),
    )
    return board, [problem for file in files.values() for problem in file.problems]


def _fill_in(tree: Any) -> Any:
    """A tree in which what was left open is empty text, as an unset value of settings is read."""
    if isinstance(tree, dict):
        return {key: _fill_in(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_fill_in(value) for value in tree]
    return "" if tree is None else tree


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (KeyError, OSError):
        raise ValueError(text) from None


def _names(value: Any) -> dict[str, str]:
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {"zh": str(value)}


def _read_areas(file: ConfigFile) -> Iterator[Area]:
    for trail, row in file.rows_once("areas"):
        since, until = (file.take(trail, row, key, date.fromisoformat) for key in ("from", "to"))
        households = file.take(trail, row, "households", int)
        yield Area(row.get("id", ""), row.get("level", ""), row.get("parent"), _names(row.get("name", "")), since, until, households)


def _read_lists(file: ConfigFile) -> dict[str, dict[str, Choice]]:
    lists: dict[str, dict[str, Choice]] = {}
    for key in file.tree:
        found = lists.setdefault(key, {})
        for trail, row in file.rows_once(key):
            since, until = (file.take(trail, row, name, date.fromisoformat) for name in ("from", "to"))
            extra = {k: str(v) for k, v in row.items() if k not in ("id", "name", "from", "to")}
            found[str(row.get("id", ""))] = Choice(str(row.get("id", "")), _names(row.get("name", "")), since, until, extra)
    return lists


def _read_rules(file: ConfigFile) -> Settings:
    history: dict[str, tuple[Setting, ...]] = {}
    for name in file.tree:
        settings = []
        for trail, row in file.rows(name):
            since = file.take(trail, row, "from", date.fromisoformat, date.min)
            settings.append(Setting(since, file.take(trail, row, "value", _number), str(row.get("why", ""))))
        history[name] = tuple(sorted(settings, key=lambda setting: setting.since))
    return Settings({name: settings for name, settings in history.items() if settings})


def _number(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_number(item) for item in value)
    return int(value) if value.lstrip("-").isdigit() else value


def _read_posts(file: ConfigFile) -> Iterator[Post]:
    for trail, row in file.rows_once("posts"):
        holders = []
        for n, held in enumerate(row.get("holders") or ()):
            at = (*trail, "holders", n)
            since = file.take(at, held, "from", date.fromisoformat, date.min)
            holders.append(Holder(str(held.get("person", "")), since, file.take(at, held, "to", date.fromisoformat)))
        texts = {key: str(row.get(key, "")) for key in ("id", "duty", "area", "handle")}
        yield Post(**texts, names=_names(row.get("name", "")), holders=tuple(holders))


def _read_holidays(file: ConfigFile) -> dict[int, tuple[list[date], list[date]]]:
    years: dict[int, tuple[list[date], list[date]]] = {}
    for year, row in file.tree.items():
        try:
            years[int(year)] = ([date.fromisoformat(d) for d in row.get("off") or ()], [date.fromisoformat(d) for d in row.get("work") or ()])
        except (ValueError, TypeError, AttributeError):
            file.add("config-value", (year,), value=str(year))
    return years


def _read_fields(file: ConfigFile) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for table in file.tree:
        for _, row in file.rows(table):
            built = {key: value for key, value in row.items() if key != "words"}
            built["x-show"] = row.get("x-show", "true") == "true"
            built["x-free"] = row.get("x-free", "false") == "true"
            built["constraints"] = {key: _number(value) if isinstance(value, str) else value for key, value in (row.get("constraints") or {}).items()}
            found.setdefault(table, []).append(built)
    return found


def _read_words(file: ConfigFile) -> dict[str, dict[str, str]]:
    """The board's own words for its own fields: language, then key."""
    words: dict[str, dict[str, str]] = {}
    tables = load_schema().tables
    for file_name in file.tree:
        table = tables[file_name].name if file_name in tables else file_name
        for _, row in file.rows(file_name):
            for lang, text in (row.get("words") or {}).items():
                words.setdefault(lang, {})[f"fields.{table}.{row.get('name', '')}"] = str(text)
    return words
