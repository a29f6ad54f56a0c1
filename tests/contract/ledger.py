"""What the exchanges of a test come to: which were ours, what was wrong with them, and whether gaps.yml explains it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from contract.operations import Operation
from contract.proxy import Exchange

GAPS: dict[str, list[dict[str, str]]] = yaml.safe_load((Path(__file__).parent / "gaps.yml").read_text("utf-8"))


def name_of(operation: Operation) -> str:
    """An operation as gaps.yml names it."""
    return f"{operation.method} {operation.path}"


def list_unexplained(exchanges: Iterable[Exchange]) -> list[Any]:
    """What left the description without a reason given."""
    return [(each.path, text) for each in exchanges for text in each.wrong if not find_explanation(each, text)]


def find_explanation(exchange: Exchange, text: str) -> dict[str, str] | None:
    """The reason given for something wrong with an exchange."""
    if exchange.operation is None:
        return None
    fitting = (each for each in GAPS["explained"] if each["operation"] == name_of(exchange.operation) and each["says"] in text)
    return next(fitting, None)
