"""From values to pages: one module a page kind, one template of the same name. The folder is the list."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module, resources

from wishlight.pages.context import Context, make_context
from wishlight.pages.page import Page
from wishlight.pages.watch import Planned

__all__ = ["Context", "Page", "Planned", "list_kinds", "make_context", "make_pages", "plan_pages"]

TEMPLATES = "templates"


def list_kinds() -> list[str]:
    """The page kinds: each is a template directly below `templates/`, and a module of that name in this package."""
    folder = resources.files("wishlight") / TEMPLATES
    return sorted(f.name.removesuffix(".html") for f in folder.iterdir() if f.name.endswith(".html"))


def make_pages(context: Context) -> Iterator[Page]:
    """Every page of the board in every language, kind by kind.

    A template without its module is a fault of ours and raises ModuleNotFoundError.
    """
    for kind in list_kinds():
        yield from import_module(f"{__name__}.{kind}").make(context)


def plan_pages(context: Context) -> Iterator[Page | Planned]:
    """The same pages; those of kinds that can tell what a page looks at are only planned."""
    for kind in list_kinds():
        module = import_module(f"{__name__}.{kind}")
        yield from (module.plan if hasattr(module, "plan") else module.make)(context)
