"""`wishlight release`: a claim given back or an action left."""

from __future__ import annotations

from wishlight.intake.terminal import make_command

release = make_command("release", "release", what="claim")
