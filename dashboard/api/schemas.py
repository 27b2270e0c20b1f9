"""JSON Schemas of what the API answers, written by hand and tested against the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from dashboard.analysis.progress import Status
from dashboard.api.parameters import LEVELS
from data_sources.model import LANGUAGES, Direction, ObservationStatus, Unit

Schema: TypeAlias = Mapping[str, Any]

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": ["number", "null"]}


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def _listed(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _codes(*codes: str) -> Schema:
    return {"type": "string", "enum": list(codes)}


def _record(properties: Mapping[str, Schema]) -> Schema:
    """Return the schema of an object that has these properties and no other."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _answer(**properties: Schema) -> Schema:
    return _record({"sample": FLAG, "notice": TEXT, **properties})


LIMITS = {"value": NUMBER, "low": NUMBER, "high": NUMBER}

SCHEMAS: Mapping[str, Schema] = {
    "names": _record(dict.fromkeys(LANGUAGES, TEXT)),
    "source": _record(
        {
            "id": TEXT,
            "indicator": TEXT,
            "publisher": _named("names"),
            "licence": TEXT,
            "address": TEXT,
            "updated": _or_null(TEXT),
            "fetched": TEXT,
            "sample": FLAG,
        }
    ),
    "area": _record(
        {
            "id": TEXT,
            "slug": TEXT,
            "level": _codes(*LEVELS),
            "name": _named("names"),
            "parents": _listed(TEXT),
            "population": _or_null(WHOLE),
            "population_year": _or_null(WHOLE),
            "urban_rural": _or_null(TEXT),
            "language_status": _or_null(TEXT),
            "latitude": NUMBER,
            "longitude": NUMBER,
        }
    ),
    "areas": _answer(count=WHOLE, areas=_listed(_named("area"))),
    "indicator": _record(
        {
            "id": TEXT,
            "theme": TEXT,
            "name": _named("names"),
            "explanation": _named("names"),
            "unit": _codes(*Unit),
            "decimals": WHOLE,
            "direction": _codes(*Direction),
            "interval": WHOLE,
            "closed": FLAG,
            "tags": _listed(TEXT),
            "breaks": _listed(_record({"year": WHOLE, "reason": _named("names")})),
            "groups": _listed(_record({"id": TEXT, "name": _named("names")})),
            "has_figures": FLAG,
            "sample": FLAG,
            "sources": _listed(_named("source")),
        }
    ),
    "indicators": _answer(count=WHOLE, indicators=_listed(_named("indicator"))),
    "observation": _record(
        {
            "indicator": TEXT,
            "area": TEXT,
            "area_slug": TEXT,
            "group": TEXT,
            "period": TEXT,
            **LIMITS,
            "numerator": NUMBER,
            "denominator": NUMBER,
            "interval": {"type": ["string", "null"], "enum": ["published", "calculated", None]},
            "status": _codes(*ObservationStatus),
            "unit": _codes(*Unit),
            "sample": FLAG,
            "source": TEXT,
            "licence": TEXT,
            "updated": _or_null(TEXT),
        }
    ),
    "observations": {
        "oneOf": [
            _answer(
                count=WHOLE,
                next=_or_null(TEXT),
                sources=_listed(_named("source")),
                observations=_listed(_named("observation")),
            ),
            _named("cube"),
        ]
    },
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
            "extension": _record({"sample": FLAG}),
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
    "plan": _record(
        {
            "id": TEXT,
            "area": TEXT,
            "first_year": WHOLE,
            "last_year": WHOLE,
            "name": _named("names"),
            "goal": _named("names"),
            "version": WHOLE,
            "imported": TEXT,
        }
    ),
    "plans": _answer(count=WHOLE, plans=_listed(_named("plan"))),
    "target": _record(
        {
            "id": TEXT,
            "area": TEXT,
            "example": FLAG,
            "direction": _or_null(TEXT),
            "baseline_year": WHOLE,
            "baseline": NUMBER,
            "year": WHOLE,
            "value": NUMBER,
            "tolerance": NUMBER,
        }
    ),
    "standing": _record(
        {
            "plan": TEXT,
            "priority": TEXT,
            "objective": TEXT,
            "indicator": TEXT,
            "group": TEXT,
            "unit": _codes(*Unit),
            "status": {"type": ["string", "null"], "enum": [*Status, None]},
            "uncertain": _or_null(FLAG),
            "reason": _or_null(TEXT),
            "status_area": _or_null(TEXT),
            "target": {"oneOf": [_named("target"), {"type": "null"}]},
            "figure_area": _or_null(TEXT),
            "own": FLAG,
            "figure_period": _or_null(TEXT),
            "figure_value": NUMBER,
            "figure_low": NUMBER,
            "figure_high": NUMBER,
            "change": NUMBER,
            "sample": FLAG,
        }
    ),
    "measure": _record(
        {
            "id": TEXT,
            "name": _named("names"),
            "responsible": _named("names"),
            "schedule": _named("names"),
            "tags": _listed(TEXT),
        }
    ),
    "objective": _record({"id": TEXT, "name": _named("names"), "tags": _listed(TEXT), "measures": _listed(_named("measure"))}),
    "priority": _record(
        {
            "id": TEXT,
            "name": _named("names"),
            "objectives": _listed(_named("objective")),
            "statuses": {"type": "object", "additionalProperties": WHOLE},
        }
    ),
    "standings": _answer(
        plan=_named("plan"),
        area=TEXT,
        day=TEXT,
        priorities=_listed(_named("priority")),
        standings=_listed(_named("standing")),
    ),
    "point": {
        "type": "object",
        "properties": {**LIMITS, "x": {"type": "number"}, "label": TEXT, "period": TEXT, "status": _codes(*ObservationStatus)},
        "required": ["x", "label", "period", "value", "low", "high", "status"],
    },
    "chart": {
        "type": "object",
        "description": "Chart in one language; further names may be added, `version` is raised when one changes.",
        "properties": {
            "version": WHOLE,
            "kind": TEXT,
            "language": _codes(*LANGUAGES),
            "title": TEXT,
            "subtitle": TEXT,
            "sentence": TEXT,
            "unit": {"type": "object"},
            "difference": FLAG,
            "x": {"type": "object"},
            "series": _listed(
                {
                    "type": "object",
                    "properties": {"name": TEXT, "role": TEXT, "points": _listed(_named("point"))},
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
    "problem": {
        "description": "Problem details (RFC 9457)",
        **_record({"type": TEXT, "title": TEXT, "status": WHOLE, "detail": TEXT}),
    },
}
"""Schemas by name: one of every operation under the name of what it answers, and their parts."""
