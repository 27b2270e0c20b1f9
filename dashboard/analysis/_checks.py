"""Checks of arguments: each raises `ValueError` that names the argument."""

from __future__ import annotations

from math import isfinite


def check_finite(**numbers: float | None) -> None:
    """Raise for a number that is NaN or infinite; None passes: the caller reports what is missing."""
    for name, number in numbers.items():
        if number is not None and not isfinite(number):
            raise ValueError(f"{name} must be a finite number, not {number}")


def check_not_negative(**numbers: float | None) -> None:
    """Raise for a number below 0, NaN or infinite."""
    check_finite(**numbers)
    for name, number in numbers.items():
        if number is not None and number < 0:
            raise ValueError(f"{name} must not be negative, but is {number}")


def check_positive(**numbers: float | None) -> None:
    """Raise for a number that is 0, negative, NaN or infinite."""
    check_finite(**numbers)
    for name, number in numbers.items():
        if number is not None and number <= 0:
            raise ValueError(f"{name} must be above zero, but is {number}")


def check_interval(low: float | None, high: float | None) -> None:
    """Raise for limits that are not finite or in the wrong order."""
    check_finite(low=low, high=high)
    if low is not None and high is not None and low > high:
        raise ValueError(f"low must not be above high, but {low} > {high}")
