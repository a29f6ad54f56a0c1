"""Sheets of paper for those who do not look at screens: one module a sheet, one template of the same name. The folder is the list."""

from __future__ import annotations

from importlib import import_module, resources

from wishlight.pages.context import Context
from wishlight.paper.sheet import Asked, NotPrintableError, Sheet, render_sheet

__all__ = ["Asked", "NotPrintableError", "Sheet", "list_sheets", "list_takes", "make_sheet"]

TEMPLATES = "templates/paper"


def list_sheets() -> list[str]:
    """The sheets that can be printed."""
    folder = resources.files("wishlight") / TEMPLATES
    return sorted(f.name.removesuffix(".html") for f in folder.iterdir() if f.name.endswith(".html"))


def list_takes(kind: str) -> tuple[str, ...]:
    """What a sheet may be asked for: names of Asked's values; one with `!` behind it must be given."""
    takes: tuple[str, ...] = import_module(f"{__name__}.{kind}").TAKES
    return takes


def make_sheet(context: Context, kind: str, lang: str, asked: Asked) -> Sheet:
    """One sheet in one language. Raises NotPrintableError where what is asked for is not there."""
    takes = list_takes(kind)
    for name in ("area", "id", "month"):
        given = getattr(asked, name)
        if given and name not in takes and f"{name}!" not in takes:
            raise NotPrintableError("not-taken", sheet=kind, option=f"--{name}")
        if not given and f"{name}!" in takes:
            raise NotPrintableError("wanted", sheet=kind, option=f"--{name}")
    return render_sheet(context, kind, lang, import_module(f"{__name__}.{kind}").fill(context, lang, asked))
