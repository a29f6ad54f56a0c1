"""YAML that is nested without end is refused before a loader follows it down: the fast one would end the whole program."""

from __future__ import annotations

from typing import Any

import yaml

MOST = 100
"""Levels of lists and pairs; no file of a board has a fifth of them."""


def refuse_nesting(text: str | bytes, loader: Any) -> None:
    """Read a text without building anything of it. Raises YAMLError where it goes too deep, as well as where it is no YAML."""
    depth = 0
    event: Any
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST:
            raise yaml.MarkedYAMLError(problem_mark=event.start_mark)
