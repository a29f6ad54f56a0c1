"""From values to pages: one module a page kind, one template of the same name. The folder is the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from importlib import import_module, resources
from types import ModuleType
from typing import cast

from wishlight.drafts import Basis
from wishlight.pages.context import Context, list_ids, make_context
from wishlight.pages.page import Page
from wishlight.pages.watch import Batch, Planned, Watch, divide, make_all

__all__ = ["Batch", "Context", "Page", "Planned", "list_kinds", "make_context", "make_kind", "make_pages", "plan_pages"]

TEMPLATES = "templates"


def list_kinds() -> list[str]:
    """The page kinds: each is a template directly below `templates/`, and a module of that name in this package."""
    folder = resources.files("wishlight") / TEMPLATES
    return sorted(f.name.removesuffix(".html") for f in folder.iterdir() if f.name.endswith(".html"))


def make_pages(context: Context) -> Iterator[Page]:
    """Every page of the board in every language, kind by kind.

    A template without its module is a fault of ours and raises ModuleNotFoundError.
    """
    return make_all(plan_pages(context))


def make_kind(context: Context, kind: str) -> Iterator[Page]:
    """Every page of a kind."""
    return make_all(_plan_kind(kind, context, Watch(context)))


def plan_pages(context: Context) -> Iterator[Batch]:
    """Every page, in batches that other processes can make: what they need of the database is asked here."""
    watch = Watch(context)
    for kind in list_kinds():  # compiled here once, and not in every process that makes pages
        for environment in context.environments.values():
            environment.get_template(f"{kind}.html")
    return (batch for kind in (*_list_records(), *_list_others()) for batch in _plan_kind(kind, context, watch))


def plan_records(context: Context) -> Iterator[Batch]:
    """The pages of wishes, actions and deeds, which need nothing that is counted over all records."""
    watch = Watch(context)
    return (batch for kind in _list_records() for batch in _plan_kind(kind, context, watch))


def _list_records() -> list[str]:
    return [kind for kind in list_kinds() if hasattr(_module(kind), "plan_one")]


def _list_others() -> list[str]:
    return [kind for kind in list_kinds() if not hasattr(_module(kind), "plan_one")]


def _plan_kind(kind: str, context: Context, watch: Watch) -> Iterator[Batch]:
    """A kind has `plan_one` for the page of a record, `plan` for batches of its own, `plan_in` for pages of one language that are planned,
    or `make` for pages that are all made each time. With `list_bases` the latter two are made or planned only where that gives something else:
    all that a plan depends on, or all that pages are made from.
    """
    module = _module(kind)
    if hasattr(module, "plan_one"):
        runs = divide(kind, list_ids(context, kind))
        return (Batch(partial(_plan_some, module, context, watch, run.ids), watch.base(run.key, partial(tuple, run.ids))) for run in runs)
    if hasattr(module, "plan"):
        return cast("Iterator[Batch]", module.plan(context, watch))
    if hasattr(module, "plan_in"):
        return (Batch(partial(module.plan_in, context, watch, lang), _base(module, context, watch, f"{kind} {lang}")) for lang in context.languages)
    return iter([Batch(partial(module.make, context), _base(module, context, watch, kind))])


def _base(module: ModuleType, context: Context, watch: Watch, key: str) -> Basis | None:
    return watch.base(key, partial(module.list_bases, context)) if hasattr(module, "list_bases") else None


def _module(kind: str) -> ModuleType:
    return import_module(f"{__name__}.{kind}")


def _plan_some(module: ModuleType, context: Context, watch: Watch, ids: Sequence[str]) -> Iterator[Planned]:
    return (module.plan_one(context, watch, id, lang) for id in ids for lang in context.detail_languages)
