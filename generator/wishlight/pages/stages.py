"""The steps that a record of a kind goes through, for the stepper on its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple


class Stage(NamedTuple):
    """One step to show. `state` is done, now, late, stop or empty (still to come); `day` is when it happened."""

    label: str
    state: str
    day: date | None


def list_stages(labels: Mapping[str, str], days: Sequence[date | None], *, ended: str = "", end: date | None = None, late: bool = False) -> tuple[Stage, ...]:
    """The stages of a record: those with a day are done, the first without one is where it stands now.

    `labels` are in the order of `days`. A record that came to an early end shows only what happened, and then `ended`.
    """
    pairs = list(zip(labels.values(), days, strict=True))
    # A step that was skipped on the way (no contract was needed) is not one that is still to come.
    last = max((i for i, (_, day) in enumerate(pairs) if day), default=-1)
    done = [Stage(label, "done", day) for label, day in pairs[: last + 1] if day]
    if ended:
        return (*done, Stage(ended, "stop", end))
    rest = [Stage(label, "", None) for label, _ in pairs[last + 1 :]]
    if rest:
        rest[0] = rest[0]._replace(state="late" if late else "now")
    return (*done, *rest)
