"""`wishlight extend`: more time asked for on a claim."""

from __future__ import annotations

from wishlight.intake.terminal import make_command

extend = make_command("extend", "extend")
