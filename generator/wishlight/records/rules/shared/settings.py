"""Findings in the board's own settings."""

from __future__ import annotations

from wishlight.records.case import Finding
from wishlight.records.place import Trail


def find_setting(file: str, *trail: str | int, **values: object) -> Finding:
    """A finding in `site_config/<file>.yml`."""
    place: Trail = trail
    return Finding(f"site_config/{file}.yml", place, values)
