"""One rule a file: the file's name is the rule's, with dashes. The folder is the list.

A rule is a function that yields findings; what it is called says what it is shown:

    check_entry(case, entry, context)   each entry that was not annulled (with EVERY = True, annulled ones too)
    check_record(case, context)         each record
    check_settings(context)             the board's own settings
    check_together(context)             all records at once, none of them opened
    check_notes(group, notes, context)  what `note(case, context)` of the same file noted under one name: how a rule compares records
                                        without holding them all. `note` yields pairs of a name and a `Note`; all it looks at beside
                                        its record is what it looks up in the context

KINDS narrows it to some kinds of record, EVENTS to some events. ALONE = True promises that its `check_record` depends on
nothing but the record's own file and the board's fields, so that a file in which it found nothing need not be looked at again.
What it says stands in the words files under `problems.<rule>`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import NamedTuple

SCOPES = ("check_entry", "check_record", "check_together", "check_notes", "check_settings")


class Rule(NamedTuple):
    """A rule file: its name, what it looks at, and to which kinds and events it applies (empty: to all)."""

    name: str
    module: ModuleType
    kinds: tuple[str, ...]
    events: tuple[str, ...]
    every: bool
    alone: bool


@cache
def list_rules() -> tuple[Rule, ...]:
    """All rules, by name.

    Raises LookupError for a file without a check: it would silently check nothing.
    """
    found = sorted(module.name for module in iter_modules(__path__) if not module.ispkg)
    return tuple(_load(name) for name in found)


def _load(name: str) -> Rule:
    module = import_module(f"{__name__}.{name}")
    if not any(hasattr(module, scope) for scope in SCOPES):
        raise LookupError(name)
    kinds, events = getattr(module, "KINDS", ()), getattr(module, "EVENTS", ())
    return Rule(name.replace("_", "-"), module, kinds, events, getattr(module, "EVERY", False), getattr(module, "ALONE", False))
