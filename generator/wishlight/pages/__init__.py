"""From values to pages: one module a page kind, one template of the same name. The folder is the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from importlib import import_module, resources
from types import ModuleType

from wishlight.pages.context import Context, list_ids, make_context
from wishlight.pages.page import Page
from wishlight.pages.watch import Batch, Planned, Watch
from wishlight.workers import split_evenly

__all__ = ["Batch", "Context", "Page", "Planned", "list_kinds", "make_context", "make_pages", "plan_pages"]

TEMPLATES = "templates"
BATCH = 250
"""Records whose pages are made in one go."""


def list_kinds() -> list[str]:
    """The page kinds: each is a template directly below `templates/`, and a module of that name in this package."""
    folder = resources.files("wishlight") / TEMPLATES
    return sorted(f.name.removesuffix(".html") for f in folder.iterdir() if f.name.endswith(".html"))


def make_pages(context: Context) -> Iterator[Page]:
    """Every page of the board in every language, kind by kind.

    A template without its module is a fault of ours and raises ModuleNotFoundError.
    """
    for page in plan_pages(context):
        found = page.make() if isinstance(page, Batch) else (page,)
        yield from (one.make()[0] if isinstance(one, Planned) else one for one in found)


def plan_pages(context: Context) -> Iterator[Page | Batch]:
    """The same pages, first those that other processes can make, in batches: everything but the kinds with `ASKS_DATABASE`.

    A kind with `plan_one` has a page a record, which is only planned; one with `make_in` makes those of one language.
    """
    yield from plan_records(context)
    modules = [module for kind in list_kinds() if not hasattr(module := import_module(f"{__name__}.{kind}"), "plan_one")]
    single = [module for module in modules if getattr(module, "ASKS_DATABASE", False)]
    for module in modules:
        if hasattr(module, "make_in"):
            yield from (Batch(partial(module.make_in, context, lang)) for lang in context.languages)
        elif module not in single:
            yield Batch(partial(module.make, context))
    for module in single:
        yield from module.make(context)


def plan_records(context: Context) -> Iterator[Batch]:
    """The pages of wishes, actions and deeds, which need nothing that is counted over all records."""
    watch = Watch(context)
    for kind in list_kinds():
        module = import_module(f"{__name__}.{kind}")
        if hasattr(module, "plan_one"):
            yield from (Batch(partial(_plan_some, module, context, watch, ids)) for ids in split_evenly(list_ids(context, kind), BATCH))


def _plan_some(module: ModuleType, context: Context, watch: Watch, ids: Sequence[str]) -> Iterator[Planned]:
    return (module.plan_one(context, watch, id, lang) for id in ids for lang in context.detail_languages)
