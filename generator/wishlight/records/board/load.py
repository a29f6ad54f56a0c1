"""`site_config/` to a Board, with every mistake as a problem that names file and line."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from wishlight.problems import Problem
from wishlight.records.board.days import make_calendar
from wishlight.records.board.model import Area, Board, Choice, Holder, Post, Setting, Settings
from wishlight.records.board.shapes import LISTS, SHAPES, SHOWN
from wishlight.records.fields import load_schema
from wishlight.records.place import Places, Trail
from wishlight.records.read import RefusedError, read_tree
from wishlight.records.store import name_settings
from wishlight.words import Words

WHOLE = {"empty": "config-empty", "not-a-mapping": "config-not-mapping", "not-yaml": "config-unreadable"}
"""What is said of a file of settings as a whole, where it is said in other words than of a record."""

FILES = ("board", "areas", "categories", "choices", "rules", "roles", "holidays", "population", "fields")


class ConfigFile:
    """One file of `site_config/` while it is read: its tree, in which everything is of the right kind, and the problems found in it."""

    def __init__(self, root: Path, name: str, words: Words, *, optional: bool = False) -> None:
        self.path = f"site_config/{name}.yml"
        self.words = words
        self.problems: list[Problem] = []
        self.refused: list[tuple[str, Trail]] = []
        self.text = ""
        self.tree: dict[Any, Any] = {}
        data = self._read(root / self.path, optional=optional)
        if data is None:
            return
        self.text = data.decode("utf-8", "replace")
        try:
            tree = _fill_in(read_tree(data, comments=True))
        except RefusedError as refused:
            if not optional or refused.rule != "empty":  # a file that may be missing may say nothing
                self.add(WHOLE.get(refused.rule, refused.rule), (), line=refused.line, **refused.values)
        else:
            self.tree = SHAPES[name](tree, (), self.add)

    def _read(self, place: Path, *, optional: bool) -> bytes | None:
        """The bytes of a plain file. Whatever else has its name is not opened: a pipe would be waited for without end."""
        try:
            if place.is_file():
                return place.read_bytes()
        except FileNotFoundError:
            pass  # gone since
        if os.path.lexists(place):
            self.add("config-not-file", ())
        elif not optional:
            self.add("config-missing", ())
        return None

    @cached_property
    def _places(self) -> Places:
        return Places(self.text)

    def add(self, rule: str, trail: Trail, *, line: int = 0, **values: object) -> None:
        """Remember a problem at a place of the file."""
        at, column = (line, 1) if line or not self.text else self._places.locate(trail)
        field = ".".join(str(step) for step in trail)
        says, mend = (self.words(f"problems.{rule}.{part}", field=field, path=self.path, **values) for part in ("says", "mend"))
        self.problems.append(Problem(self.path, at, column, rule, "refuse", field, says, mend))
        self.refused.append((self.path, trail))

    def is_refused(self, *trail: str | int) -> bool:
        """Whether what stands at a place is not what was written there."""
        return any(trail[: len(at)] == at for _, at in self.refused)

    def rows(self, key: str) -> Iterator[tuple[Trail, dict[str, Any]]]:
        """The rows of a list, each with its trail."""
        yield from (((key, n), row) for n, row in enumerate(self.tree.get(key, ())) if row is not None)

    def rows_once(self, key: str) -> Iterator[tuple[Trail, dict[str, Any]]]:
        """The rows of a list, with a problem for each id that is empty or was there before."""
        met: set[str] = set()
        for trail, row in self.rows(key):
            id = str(row.get("id") or "")
            if id in met or not id:
                self.add("config-twice", trail, value=id)
            met.add(id)
            yield trail, row


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
    fields = _read_fields(files["fields"], files["choices"], lists)
    board = Board(
        info=info,
        zone=ZoneInfo(info.get("time_zone", "Asia/Shanghai")),
        languages=tuple(info.get("languages") or ("zh",)),
        schema=load_schema(fields),
        areas=areas,
        lists=lists,
        rules=_read_rules(files["rules"]),
        posts={post.id: post for post in _read_posts(files["roles"])},
        calendar=make_calendar({year: (days.get("off", ()), days.get("work", ())) for year, days in files["holidays"].tree.items()}),
        population=tuple(_read_population(files["population"], files, lists)),
        words=_read_words(files["fields"]),
        refused=frozenset(place for file in files.values() for place in file.refused),
    )
    return board, [problem for file in files.values() for problem in file.problems]


def _fill_in(tree: Any) -> Any:
    """A tree in which what was left open is empty text, as an unset value of settings is read."""
    if isinstance(tree, dict):
        return {key: _fill_in(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_fill_in(value) for value in tree]
    return "" if tree is None else tree


def _read_areas(file: ConfigFile) -> Iterator[Area]:
    for _, row in file.rows_once("areas"):
        get = row.get
        yield Area(get("id", ""), get("level", ""), get("parent"), get("name", {}), get("from"), get("to"), get("households"))


def _read_lists(file: ConfigFile) -> dict[str, dict[str, Choice]]:
    lists: dict[str, dict[str, Choice]] = {}
    for key in file.tree:
        found = lists.setdefault(key, {})
        for _, row in file.rows_once(key):
            extra = {k: v for k, v in row.items() if k not in ("id", "name", "from", "to")}
            found[row.get("id", "")] = Choice(row.get("id", ""), row.get("name", {}), row.get("from"), row.get("to"), extra)
    return lists


def _read_rules(file: ConfigFile) -> Settings:
    history: dict[str, tuple[Setting, ...]] = {}
    for name in file.tree:
        settings = [Setting(row.get("from", date.min), _freeze(row["value"]), row.get("why", "")) for _, row in file.rows(name)]
        if not settings and any(at[:1] == (name,) for _, at in file.refused):
            settings = [Setting(date.min, () if name in LISTS else 0, "")]  # it stands there, and what is wrong with it is said
        history[name] = tuple(sorted(settings, key=lambda setting: setting.since))
    return Settings({name: settings for name, settings in history.items() if settings})


def _freeze(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _read_posts(file: ConfigFile) -> Iterator[Post]:
    for _, row in file.rows_once("posts"):
        held = [holder for holder in row.get("holders", ()) if holder is not None]
        holders = tuple(Holder(one.get("person", ""), one.get("from", date.min), one.get("to")) for one in held)
        texts = {key: row.get(key, "") for key in ("id", "duty", "area", "handle")}
        yield Post(**texts, names=row.get("name", {}), holders=holders)


def _read_population(file: ConfigFile, files: Mapping[str, ConfigFile], lists: Mapping[str, Mapping[str, Choice]]) -> Iterator[dict[str, Any]]:
    for trail, row in file.rows("population"):
        for key, named, name in (("area", "areas", "areas"), ("group", "choices", "beneficiaries")):
            if row[key] not in lists.get(name, {}) and not files[named].is_refused(name):
                file.add("config-unknown", (*trail, key), value=row[key][:SHOWN], file=files[named].path)
        yield row


def _read_fields(file: ConfigFile, choices: ConfigFile, lists: Mapping[str, object]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for table in file.tree:
        taken = _Taken(table)
        for trail, row in file.rows(table):
            if not taken.add(row):
                file.add("config-taken", (*trail, "name"), value=row["name"])
                continue
            built = {"x-show": True, "x-free": False, "constraints": {}, **{key: value for key, value in row.items() if key != "words"}}
            if built.get("x-choices", "areas") not in lists and not choices.is_refused(built["x-choices"]):
                file.add("config-unknown", (*trail, "x-choices"), value=built["x-choices"][:SHOWN], file=choices.path)
            found.setdefault(table, []).append(built)
    return found


class _Taken:
    """The names that the columns of a table have, and the keys under which they and their lists stand in a record."""

    def __init__(self, file: str) -> None:
        schema = load_schema()
        fields = schema.tables[file].fields
        self.names = {field.name for field in fields}
        self.trails = {("history",), *(field.trail for field in fields), *((str(rows.key),) for rows in schema.lists_of(file))}

    def add(self, row: Mapping[str, Any]) -> bool:
        """Take a name for a field of the board's own; False where it is taken, or a key of its place is."""
        own = tuple(row.get("x-path", row["name"]).split("."))
        if row["name"] in self.names or any(own[: len(trail)] == trail[: len(own)] for trail in self.trails):
            return False
        self.names.add(row["name"])
        self.trails.add(own)
        return True


def _read_words(file: ConfigFile) -> dict[str, dict[str, str]]:
    """The board's own words for its own fields: language, then key."""
    words: dict[str, dict[str, str]] = {}
    tables = load_schema().tables
    for table in file.tree:
        for _, row in file.rows(table):
            for lang, said in row.get("words", {}).items():
                words.setdefault(lang, {})[f"fields.{tables[table].name}.{row['name']}"] = said
    return words
