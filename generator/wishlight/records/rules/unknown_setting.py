"""rules.yml holds the rules that the code enforces, and no other; what a rule lists is something that there is."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.board.shapes import LISTS, NUMBERS
from wishlight.records.case import Finding
from wishlight.records.context import Context
from wishlight.records.formlinks import FORMS
from wishlight.records.rules.shared.settings import find_setting


def check_settings(context: Context) -> Iterator[Finding]:
    history = context.board.rules.history
    for name in sorted((NUMBERS.keys() | LISTS.keys()) - history.keys()):
        yield find_setting("rules", name=name, why="-")
    kinds = next(field.constraints["enum"] for field in context.board.schema.tables["wish"].fields if field.name == "kind")
    known = {"open_wish_forms": kinds, "automatic_forms": FORMS}
    for name, settings in history.items():
        if name not in NUMBERS and name not in LISTS:
            yield find_setting("rules", name, name=name, why="-")
        for n, setting in enumerate(settings):
            for k, part in enumerate(setting.value if name in known else ()):
                if part not in known[name]:
                    yield find_setting("rules", name, n, "value", k, name=name, why=part)
