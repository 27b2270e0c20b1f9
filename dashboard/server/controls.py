"""The controls of a page as components of Mantine, which a browser draws."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc

from dashboard.addresses.parameters import MOST_COMPARISONS
from dashboard.components import html
from dashboard.components.controls import Control


def select_data(control: Control) -> list[dict[str, Any]]:
    """Return a control's options as Mantine's `data`, in groups where the options have them."""
    if not any(group for *_, group in control.options):
        return [{"value": value, "label": label} for value, label, _ in control.options]
    grouped: dict[str, list[dict[str, str]]] = {}
    for value, label, group in control.options:
        grouped.setdefault(group, []).append({"value": value, "label": label})
    return [{"group": group, "items": items} for group, items in grouped.items()]


def dash_control(control: Control) -> Any:
    """Return the Mantine component of a control, its id the control's."""
    common = {
        "id": control.id,
        "label": control.label,
        "data": select_data(control),
        "value": control.value,
        "searchable": True,
        "nothingFoundMessage": control.empty,
        "size": "md",
        "limit": 400,
        "maxDropdownHeight": 360,
        "comboboxProps": {"shadow": "md"},
    }
    if control.many:
        field = dmc.MultiSelect(**common, maxValues=MOST_COMPARISONS, hidePickedOptions=True)
    else:
        field = dmc.Select(**common, allowDeselect=False)
    return html.Div(field, className=f"control control-{control.id}", hidden=not control.shown)
