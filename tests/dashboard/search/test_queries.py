"""A hundred everyday queries, each with the answer that should stand first; how well they do is measured, not assumed."""

import csv
import sys
from pathlib import Path

import pytest

from dashboard.search.index import Findable, Index, Kind
from dashboard.search.ranking import find
from dashboard.search.things import plan_index, read_index
from data_sources.plan_files.shipped import read_shipped_plans

QUERIES = tuple(csv.DictReader(Path(__file__).with_name("queries.csv").read_text(encoding="utf-8").splitlines()))
PLAN = "kajaani-2026-2029"
LEAST_FIRST = 95


def name(thing: Findable | None) -> str:
    """Return a thing as the file of queries names it: areas by slug."""
    if thing is None:
        return "nothing"
    return f"{thing.kind}:{thing.thing.slug if thing.kind is Kind.AREA else thing.key}"


def indices(language: str) -> tuple[Index, Index]:
    return read_index(language), plan_index(read_shipped_plans()[PLAN], language)


def first(language: str, query: str) -> str:
    return name(find(query, *indices(language)).first)


def test_there_are_a_hundred_and_each_expects_something_that_is_there() -> None:
    assert len({(row["language"], row["query"]) for row in QUERIES}) == 100
    there = {name(thing) for language in ("fi", "sv", "en") for index in indices(language) for thing in index.things}
    assert {row["first"] for row in QUERIES} <= there


def test_ninety_five_of_a_hundred_everyday_queries_find_what_is_meant_first() -> None:
    missed = [
        f"{row['language']} {row['query']}: {found}, expected {row['first']}"
        for row in QUERIES
        if (found := first(row["language"], row["query"])) != row["first"]
    ]
    sys.stdout.write("".join(f"{miss}\n" for miss in missed))
    assert len(QUERIES) - len(missed) >= LEAST_FIRST, missed


@pytest.mark.parametrize("query", ["", "   ", "?!", "qqqqq", "zxcvbnm asdfgh"])
def test_what_does_not_exist_finds_nothing(query: str) -> None:
    assert find(query, *indices("fi")).groups == ()


def test_a_query_that_names_an_area_is_of_that_area() -> None:
    answer = find("työttömyys Sotkamossa", *indices("fi"))
    assert (name(answer.first), answer.area and answer.area.slug) == ("indicator:unemployment", "sotkamo")
    assert "area:sotkamo" in [name(hit.thing) for kind, hits in answer.groups if kind is Kind.AREA for hit in hits]
    assert find("Sotkamo", *indices("fi")).area is None


def test_small_talk_hides_nothing() -> None:
    assert first("fi", "xyzzy tupakointi") == "indicator:daily-smoking"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_groups_and_their_members_stand_best_first(language: str) -> None:
    answer = find("Kajaani", *indices(language))
    scores = [[hit.score for hit in hits] for _kind, hits in answer.groups]
    assert all(each == sorted(each, reverse=True) for each in scores)
    assert [each[0] for each in scores] == sorted((each[0] for each in scores), reverse=True)
