"""How many examples a property is tried on: a fifth of its number by default, all with --hypothesis-profile=thorough."""

from __future__ import annotations

from typing import Any

from hypothesis import settings

THOROUGH = 100


def register_profiles() -> None:
    """Make both profiles known and load the quick one; pytest's own option loads the other."""
    settings.register_profile("thorough", max_examples=THOROUGH, deadline=None)  # a busy machine is no fault of the code
    settings.register_profile("quick", max_examples=THOROUGH // 5, deadline=None)
    settings.load_profile("quick")


def examples(number: int, **more: Any) -> settings:
    """Settings of a property that is thoroughly tried on this number of examples."""
    return settings(max_examples=number * settings.default.max_examples // THOROUGH, **more)
