"""Load on a running server: a fixed number of requests a second over kept connections, and what became of them.

    python tests/benchmarks/load.py http://127.0.0.1:8050/embed/fi/kajaani/daily-smoking/trend --rate 500 --seconds 30

Requests are sent by the clock, whether the answers keep up or not, so a slow answer is not hidden by fewer requests.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Tally:
    """What became of the requests: times in seconds from the moment each was due, and its status or fault."""

    times: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    received: int = 0

    def quantile(self, share: float) -> float:
        """Return the time in milliseconds within which a share of the requests was answered."""
        ordered = sorted(self.times)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


async def load(url: str, rate: int, seconds: float, connections: int) -> tuple[Tally, float]:
    """Send `rate` requests a second for some seconds; return the tally and how many seconds it took."""
    tally, due = Tally(), asyncio.Queue[float | None]()
    workers = [asyncio.create_task(_work(url, due, tally)) for _ in range(connections)]
    start = time.perf_counter()
    for number in range(int(rate * seconds)):
        moment = start + number / rate
        wait = moment - time.perf_counter()
        if wait > 0.002:
            await asyncio.sleep(wait)
        due.put_nowait(moment)
    for _ in workers:
        due.put_nowait(None)
    await asyncio.gather(*workers)
    return tally, time.perf_counter() - start


async def _work(url: str, due: asyncio.Queue[float | None], tally: Tally) -> None:
    parts = urlsplit(url)
    address = parts.path + (f"?{parts.query}" if parts.query else "")
    request = f"GET {address} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 80)
    while (moment := await due.get()) is not None:
        try:
            writer.write(request)
            status, size = await _answer(reader)
            tally.outcomes[status] += 1
            tally.received += size
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            tally.outcomes[type(error).__name__] += 1
            reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 80)
        tally.times.append(time.perf_counter() - moment)
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[str, int]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return head[0].split(" ")[1], len(body)


def report(tally: Tally, seconds: float) -> str:
    """Return one line of what was measured."""
    count = len(tally.times)
    within = ", ".join(f"{share:.0%} within {tally.quantile(share):.0f} ms" for share in (0.5, 0.95, 0.99))
    outcomes = ", ".join(f"{number} x {outcome}" for outcome, number in sorted(tally.outcomes.items()))
    return f"{count} requests in {seconds:.1f} s = {count / seconds:.0f} a second; {outcomes}; {within}; {tally.received} bytes"


def main() -> int:
    """Load the address and print what was measured; 1 where any answer was not 200."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url")
    parser.add_argument("--rate", type=int, default=500, help="requests a second (default %(default)s)")
    parser.add_argument("--seconds", type=float, default=30, help="how long (default %(default)s)")
    parser.add_argument("--connections", type=int, default=16, help="connections kept open (default %(default)s)")
    given = parser.parse_args()
    tally, seconds = asyncio.run(load(given.url, given.rate, given.seconds, given.connections))
    sys.stdout.write(report(tally, seconds) + "\n")
    return 0 if set(tally.outcomes) == {"200"} else 1


if __name__ == "__main__":
    sys.exit(main())
