"""A form as it is defined: one file in `forms/` says what is asked and which event it makes; the schema says the rest."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from wishlight.records.formlinks import FORMS, KEY

PRIVACY = "privacy"
"""The id of the tick box that closes every form. Its text carries the form's name and version, such as `claim.v2`."""

EXAMPLES: Mapping[str | None, str] = {"wish": "W-260302-FTS9XZ", "action": "A-260405-R13W1G", "deed": "D-260118-NGJ5RB", None: "W-260302-FTS9XZ"}
"""For each kind of record an id as people see it, with a check sign that fits."""


class Ask(NamedTuple):
    """One question.

    `table` and `field` name the schema field that the answer fills; a question about no field has its own `options`.
    `only` limits a field's choices to those that a rule of the board lists; `lines` means one item a line.
    """

    id: str
    table: str | None
    field: str | None
    type: str | None
    required: bool | None
    multiple: bool
    options: tuple[str, ...]
    only: str | None
    lines: bool


class Form(NamedTuple):
    """What a form asks, in order. `kind` is the kind of record it is about (None: several) and `event` what it makes there.

    `old` holds, for each earlier version, the questions' ids with the labels they had then.
    """

    name: str
    version: int
    kind: str | None
    event: str | None
    asks: tuple[Ask, ...]
    old: Mapping[int, tuple[tuple[str, str], ...]]

    @property
    def marker(self) -> str:
        """The sign by which a filled form is recognised, whatever its labels are."""
        return f"{self.name}.v{self.version}"

    def find_ask(self, id: str) -> Ask | None:
        """The question of an id."""
        return next((ask for ask in self.asks if ask.id == id), None)


@cache
def load_form(name: str) -> Form:
    """The definition of one form. Raises KeyError for a name that is not in the list of forms."""
    if name not in FORMS:
        raise KeyError(name)
    text = (resources.files(__package__) / "forms" / f"{name}.yml").read_text("utf-8")
    return _make_form(name, yaml.safe_load(text))


def load_forms() -> tuple[Form, ...]:
    """All forms, in the order in which people are shown them."""
    return tuple(load_form(name) for name in FORMS)


def _make_form(name: str, tree: Mapping[str, Any]) -> Form:
    old = {int(version): tuple((str(id), str(label)) for id, label in labels.items()) for version, labels in tree.get("old", {}).items()}
    return Form(name, tree["version"], tree.get("kind"), tree.get("event"), tuple(_make_ask(row) for row in tree["asks"]), old)


def _make_ask(row: Mapping[str, Any]) -> Ask:
    table, _, field = str(row.get("from", "")).partition(".")
    return Ask(
        id=row["id"],
        table=table or None,
        field=field or None,
        type="input" if row["id"] == KEY else row.get("as"),
        required=row.get("required"),
        multiple=bool(row.get("multiple")),
        options=tuple(row.get("options", ())),
        only=row.get("only"),
        lines=bool(row.get("lines")),
    )
