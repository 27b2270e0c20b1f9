"""The dimensions of a cube as THL's service lists them, and what their nodes are to us."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from data_sources.areas import read_areas
from data_sources.errors import SeriesGoneError, SourceError
from data_sources.formats.html import plain_line
from data_sources.model import DEFAULT_LANGUAGE, Period

DEEPEST = 30
"""Levels of nodes below one another in the deepest tree that is read."""


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A category of a dimension: the service's two ids, its code in the outer world, its label and the id of its level."""

    id: str
    sid: str
    code: str
    label: str
    stage: str


@dataclass(frozen=True, slots=True)
class Tree:
    """The nodes of every dimension of a cube, by the dimension's id."""

    cube: str
    nodes: Mapping[str, tuple[TreeNode, ...]]

    def check(self, reference: str) -> None:
        """Raise `SeriesGoneError` where a reference such as `sex-123.` or `area-45L` is to nothing in the cube."""
        dimension = self.dimension(reference)
        wanted, known = reference.removeprefix(f"{dimension}-").rstrip("."), self.nodes[dimension]
        levels = {node.stage for node in known}
        for each in wanted.split("."):
            if each.removesuffix("L") not in levels and not any(each.removesuffix("L") in {node.id, node.sid} for node in known):
                has = ", ".join(f"{node.sid} ({node.label})" for node in known[:12])
                raise self.gone(f"the dimension {dimension} has no node or level {each!r}; it has {has}")

    def dimension(self, reference: str) -> str:
        """Return the id of the dimension that a reference begins with, the longest that fits."""
        found = [id_ for id_ in self.nodes if reference.startswith(f"{id_}-")]
        if not found:
            raise self.gone(f"{reference!r} is of none of its dimensions {', '.join(self.nodes)}")
        return max(found, key=len)

    def areas(self, dimension: str, levels: Mapping[str, str]) -> dict[str, str]:
        """Return our area codes by both ids of the nodes; `levels` gives the prefix of our codes by level of the tree."""
        found = {id_: ours for node, ours, _ in self._areas(dimension, levels) if ours for id_ in (node.id, node.sid)}
        if not found:
            stages = ", ".join(sorted({node.stage for node in self.nodes[dimension]}))
            raise self.gone(f"no node of {dimension} is an area of ours; check the key levels, its levels are {stages}")
        return found

    def outside(self, dimension: str, levels: Mapping[str, str]) -> dict[str, str]:
        """Return the codes of former municipalities by both ids of their nodes."""
        named = [(node, code) for node, ours, code in self._areas(dimension, levels) if not ours and code.startswith("KU")]
        return {id_: code for node, code in named for id_ in (node.id, node.sid)}

    def _areas(self, dimension: str, levels: Mapping[str, str]) -> Iterator[tuple[TreeNode, str | None, str]]:
        """Yield the nodes of our levels, each with our area's code, if it is one, and the node's own code."""
        # As of 2026 (tests/recorded/thl-cubes/dimensions.json) areas may come without codes: their labels are their names.
        known = read_areas()
        by_name = {(area.code.rstrip("0123456789"), area.name[DEFAULT_LANGUAGE].casefold()): area.code for area in known}
        for node in self.nodes[dimension]:
            prefix = levels.get(node.stage)
            if prefix is not None:
                code = "SSS" if prefix == "SSS" else f"{prefix}{node.code.zfill(3 if prefix == 'KU' else 2)}"
                yield node, code if code in known.by_code else by_name.get((prefix, node.label.casefold())), code

    def periods(self, dimension: str) -> dict[str, Period]:
        """Return years or stretches of years by both ids of the nodes that are one by their label or code."""
        found: dict[str, Period] = {}
        for node in self.nodes[dimension]:
            period = _period(node.label) or _period(node.code)
            if period:
                found |= {node.id: period, node.sid: period}
        if not found:
            raise self.gone(f"no node of {dimension} is a year")
        return found

    def gone(self, what: str) -> SeriesGoneError:
        """Return the error that the cube is not what the indicator file expects."""
        return SeriesGoneError(f"THL cube {self.cube}: {what}; compare the cube with the indicator file")


def read_tree(cube: str, answer: object) -> Tree:
    """Return the dimensions of an answer; `SourceError` where it is no list of dimensions."""
    try:
        nodes = {str(each["id"]): tuple(_nodes(each["children"])) for each in answer}  # type: ignore[attr-defined]  # caught below
    except (TypeError, KeyError, AttributeError, ValueError) as error:
        raise SourceError(
            f"THL cube {cube}: its dimensions are malformed ({error!r}); the stored values are unchanged"
        ) from error
    return Tree(cube, nodes)


def _nodes(children: Any, depth: int = 0) -> Iterator[TreeNode]:
    if not isinstance(children, list) or depth > DEEPEST:
        raise TypeError("children are no list, or too deep")
    for child in children:
        id_, label = str(child.get("id", child.get("sid"))), str(child.get("label", ""))
        yield TreeNode(
            id_, str(child.get("sid", id_)), str(child.get("code", "")), plain_line(label), str(child.get("stage", ""))
        )
        yield from _nodes(child.get("children", []), depth + 1)


def _period(text: str) -> Period | None:
    cleaned = re.sub(r"\s*[-\N{EN DASH}]\s*", "-", text.strip())
    try:
        return Period.parse(cleaned)
    except ValueError:
        return None
