"""What `./run add` would read from the titles of a real list of Sotkanet: `python -m tests.benchmarks.additions LIST.json.gz`.

The list is an answer of `GET /indicators`, which is not part of the project. 200 random titles are printed with what is read
from them, for a person to judge, and how many of the whole list are read or refused.
"""

import argparse
import gzip
import random
from collections import Counter
from pathlib import Path

import orjson

from data_sources.additions.file import id_of
from data_sources.additions.titles import facts_of


def main():
    """Print the readings and their counts."""
    parser = argparse.ArgumentParser(description="readings of the titles of a list of Sotkanet")
    parser.add_argument("list", type=Path)
    parser.add_argument("--seed", type=int, default=20261201)
    parser.add_argument("--titles", type=int, default=200)
    options = parser.parse_args()
    content = options.list.read_bytes()
    listed = orjson.loads(gzip.decompress(content) if options.list.suffix == ".gz" else content)
    chance = random.Random(options.seed)  # noqa: S311  # which titles are read is no secret
    for each in chance.sample(listed, options.titles):
        facts = facts_of(each["title"]["fi"])
        told = [*map(str, facts.ages), *(["ended"] if facts.ended else []), *(["projection"] if facts.projected else [])]
        reading = facts.unit or f"refused ({facts.foreign_unit or 'no unit'})"
        print(each["id"], each["title"]["fi"], reading, " ".join(told), id_of(each["title"], each["id"], ()), sep=" | ")  # noqa: T201  # its work
    counts = Counter(facts.unit or "refused" for facts in (facts_of(each["title"]["fi"]) for each in listed))
    print(dict(counts))  # noqa: T201  # its work


if __name__ == "__main__":
    main()
