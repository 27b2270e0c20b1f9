"""The plans that come with the program, and their first import."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from data_sources import plans
from data_sources.errors import CatalogueError
from data_sources.plan_files.toml_file import read_toml
from data_sources.plans import Plan

if TYPE_CHECKING:  # the store itself needs the types of plans
    from data_sources.store import Store, StoredPlan

FOLDER = Path(plans.__file__).parent


@cache
def read_shipped_plans(folder: Path = FOLDER) -> Mapping[str, Plan]:
    """Return the shipped plans by key; `CatalogueError` names file, key and what was expected."""
    plans = {}
    for path in sorted(folder.glob("*.toml")):
        plan = read_toml(path)
        if plan.key != path.stem:
            raise CatalogueError(f"{path.name}: key is {plan.key!r}; expected the name of the file, {path.stem!r}")
        plans[plan.key] = plan
    return MappingProxyType(plans)


def install_plans(store: Store, now: datetime) -> tuple[str, ...]:
    """Store the shipped plans that the store lacks, and new versions of those that have been mended; return their keys.

    An imported plan stays as it is, whatever its key: once imported, the store is the truth. A shipped plan of an area that
    has an imported one is stored as retired.
    """
    with store.snapshot() as snapshot:
        stored = {each.plan.key: each for each in snapshot.plans()}
    news = [plan for key, plan in read_shipped_plans().items() if key not in stored or _is_mended(plan, stored[key])]
    for plan in news:
        store.save_plan(plan, now, shipped=True)
    return tuple(plan.key for plan in news)


def _is_mended(plan: Plan, stored: StoredPlan) -> bool:
    return stored.shipped and stored.plan != plan
