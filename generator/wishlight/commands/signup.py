"""`wishlight signup`: a sign-up to an action, by a volunteer or for one."""

from __future__ import annotations

from wishlight.intake.terminal import make_command

signup = make_command("signup", "sign-up")
