"""Raw answers of the services, kept compressed with their date, so that a refresh can be replayed without network."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import local
from typing import Final
from urllib.parse import parse_qsl, urlencode

from data_sources.errors import SourceError

_thread = local()
_LEVEL: Final = 3
"""Level of gzip: answers of services shrink to a twentieth at any level, and higher ones take several times as long."""
_GONE: Final = "gone"
_SUFFIX: Final = ".gz"
_MOMENT: Final = "%Y%m%dT%H%M%S%fZ"


class MissingAnswerError(SourceError):
    """A replay asks what no answer is kept of."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a service is asked: the address below its own, and what is sent along, if anything is."""

    address: str
    sent: bytes | None = None

    def without(self, parameters: Collection[str]) -> str:
        """Return it as text without these parameters of the address."""
        path, _, query = self.address.partition("?")
        asked = urlencode([pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] not in parameters])
        return f"{path}{'?' if asked else ''}{asked}\n{(self.sent or b'').decode()}".strip()


@dataclass(frozen=True, slots=True)
class Archive:
    """Answers of one service in `folder`: the newest `count` different ones in a row of each question.

    Questions that differ in their `passing` parameters only, such as the years up to today, are one question. An archive
    that `replays` is read instead of the service.
    """

    folder: Path
    count: int
    passing: frozenset[str] = frozenset()
    replays: bool = False

    def collect(self, question: Question, body: bytes | None) -> None:
        """Put an answer aside for `collected`, which decides whether it is kept; None: the service knows no such address."""
        kept = getattr(_thread, "collected", None)
        if kept is not None and self.count and not self.replays:
            kept.answers.append(
                _Answer(self, question, _digest(body), b"" if body is None else gzip.compress(body, _LEVEL, mtime=0))
            )

    def newest(self, question: Question) -> bytes | None:
        """Return the newest whole answer that is kept, None where the service knew no such address.

        `MissingAnswerError` where there is none.
        """
        for path in reversed(self._kept(question)):
            try:
                body = None if _GONE in path.name else gzip.decompress(path.read_bytes())
            except (OSError, EOFError, zlib.error):
                continue  # a disk that was full or broken: an older answer is better than none
            _note_moment(path)
            return body
        raise MissingAnswerError(
            f"no answer to {question.address[:100]} is kept in {self.folder}; the stored values are unchanged: "
            "`./run refresh` with network keeps one"
        )

    def store(self, question: Question, digest: str, packed: bytes, now: datetime) -> None:
        """Write an answer and remove the oldest ones; one equal to the newest only renews its time."""
        folder = self._place(question)
        kept = self._kept(question)
        # The moment is in the name: a copy of the folder may not keep the times of its files.
        place = folder / f"{now.astimezone(UTC):{_MOMENT}}-{digest}{_SUFFIX}"
        if kept and digest in kept[-1].name:
            kept[-1].replace(place)
            return
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "question.txt").write_text(question.without(self.passing) + "\n", encoding="utf-8")
        part = folder / "answer.part"
        part.write_bytes(packed)
        part.replace(place)
        for old in kept[: max(0, len(kept) + 1 - self.count)]:
            old.unlink()

    def _kept(self, question: Question) -> list[Path]:
        """Return the files of a question's answers, the oldest first."""
        return sorted(self._place(question).glob(f"*{_SUFFIX}"))

    def _place(self, question: Question) -> Path:
        text = question.without(self.passing)
        name = re.sub(r"[^a-z0-9]+", "-", text.partition("?")[0].partition("\n")[0].lower()).strip("-")[-40:]
        return self.folder / f"{name}-{sha256(text.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class _Answer:
    archive: Archive
    question: Question
    digest: str
    packed: bytes


@dataclass(slots=True)
class Collected:
    """The answers that a thread has had; `moment` is when the newest of those replayed was read from its service."""

    answers: list[_Answer] = field(default_factory=list)
    moment: datetime | None = None

    def keep(self, now: datetime) -> None:
        """Write the answers into their archives; `OSError` where a folder cannot be written."""
        for answer in self.answers:
            answer.archive.store(answer.question, answer.digest, answer.packed, now)
        self.answers.clear()


@contextmanager
def collected() -> Iterator[Collected]:
    """Collect every answer that this thread has inside the `with` block; none is written until `keep` is called.

    So an answer that cannot be read, though it is JSON, does not take the place of a good one.
    """
    before = getattr(_thread, "collected", None)
    _thread.collected = Collected()
    try:
        yield _thread.collected
    finally:
        _thread.collected = before


def _digest(body: bytes | None) -> str:
    return _GONE if body is None else sha256(body).hexdigest()[:8]


def _note_moment(path: Path) -> None:
    kept = getattr(_thread, "collected", None)
    if kept is not None:
        moment = datetime.strptime(path.name.partition("-")[0], _MOMENT).replace(tzinfo=UTC)
        kept.moment = max(moment, kept.moment or moment)
