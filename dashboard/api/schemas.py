"""JSON Schemas of the API's replies: of records generated from their types, of charts and cubes written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeAlias

import msgspec

from dashboard.api import records
from dashboard.text.languages import languages
from data_sources.model import ObservationStatus

Schema: TypeAlias = Mapping[str, Any]

REPLIES: Mapping[str, type[records.Reply]] = {
    "areas": records.AreasReply,
    "indicators": records.IndicatorsReply,
    "observations": records.ObservationsReply,
    "plans": records.PlansReply,
    "plan": records.PlanStatusReply,
}
"""The JSON reply of each operation; a chart is written by its renderer."""

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": ["number", "null"]}
LIMITS = {"value": NUMBER, "low": NUMBER, "high": NUMBER}
PATH = "#/components/schemas/"


def _listed(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _codes(*codes: str) -> Schema:
    return {"type": "string", "enum": list(codes)}


def named(name: str) -> Schema:
    """Return a reference to a schema of SCHEMAS."""
    return {"$ref": f"{PATH}{name}"}


@cache
def _of_records() -> dict[str, Schema]:
    """Return the schemas of every reply and its parts by the names of their types, and of problems."""
    types = [*REPLIES.values(), records.Problem]
    return dict(msgspec.json.schema_components(types, ref_template=PATH + "{name}")[1])


def _written() -> dict[str, Schema]:
    """Return the schemas of what is not a record: a JSON-stat cube, and a chart as its renderer writes it."""
    return {
        "cube": {
            "description": "JSON-stat 2.0 (json-stat.org/full)",
            "type": "object",
            "properties": {
                "version": {"const": "2.0"},
                "class": {"const": "dataset"},
                "label": TEXT,
                "source": TEXT,
                "updated": TEXT,
                "note": _listed(TEXT),
                "id": _listed(TEXT),
                "size": _listed(WHOLE),
                "role": {"type": "object"},
                "dimension": {"type": "object"},
                "value": {"type": "object", "additionalProperties": {"type": "number"}},
                "status": {"type": "object", "additionalProperties": TEXT},
                "link": {"type": "object"},
                "extension": {
                    "type": "object",
                    "properties": {"sample": FLAG},
                    "required": ["sample"],
                    "additionalProperties": False,
                },
            },
            "required": [
                "version",
                "class",
                "label",
                "source",
                "note",
                "id",
                "size",
                "role",
                "dimension",
                "value",
                "status",
                "extension",
            ],
            "additionalProperties": False,
        },
        "point": {
            "type": "object",
            "properties": {
                **LIMITS,
                "x": {"type": "number"},
                "label": TEXT,
                "period": TEXT,
                "status": _codes(*ObservationStatus),
            },
            "required": ["x", "label", "period", "value", "low", "high", "status"],
        },
        "chart": {
            "type": "object",
            "description": "A chart in one language; fields may be added, `version` is raised when an existing one changes.",
            "properties": {
                "version": WHOLE,
                "kind": TEXT,
                "language": _codes(*languages()),
                "title": TEXT,
                "subtitle": TEXT,
                "sentence": TEXT,
                "unit": {"type": "object"},
                "difference": FLAG,
                "x": {"type": "object"},
                "series": _listed(
                    {
                        "type": "object",
                        "properties": {"name": TEXT, "role": TEXT, "points": _listed(named("point"))},
                        "required": ["name", "role", "points"],
                    }
                ),
                "marks": _listed({"type": "object"}),
                "notes": _listed(TEXT),
                "source": TEXT,
                "sample": TEXT,
            },
            "required": ["version", "kind", "language", "title", "sentence", "unit", "x", "series", "notes", "source", "sample"],
        },
    }


def schemas() -> dict[str, Schema]:
    """Return every schema by its name."""
    return {**_of_records(), **_written()}


def reply_of(operation: str) -> Schema:
    """Return the schema of an operation's JSON reply."""
    if operation == "observations":
        return {"oneOf": [named(REPLIES[operation].__name__), named("cube")]}
    return named(REPLIES[operation].__name__) if operation in REPLIES else named(operation)
