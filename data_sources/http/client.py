"""The only socket: JSON of a service, within its rate limit, with retries after passing faults and clear messages of others."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from threading import BoundedSemaphore, Event
from typing import Any
from urllib.parse import urlencode

import orjson
import requests
import tenacity
from urllib3 import exceptions as transport

from data_sources.errors import NotFoundError, RefusedError, SourceError
from data_sources.http.archive import Archive, Question
from data_sources.http.deadline import Deadline, DeadlineAdapter
from data_sources.http.faults import was_reached, what_happened
from data_sources.http.rate_limit import RateLimit, seconds_to_wait
from data_sources.settings import Settings

Parameters = Sequence[tuple[str, str | int]]

_PASSING_STATUSES = {408, 425, 429}


class _PassingFaultError(Exception):
    """A fault that another try may get past; `reached` is False where not even a connection was made."""

    def __init__(self, what: str, *, reached: bool = True) -> None:
        super().__init__(what)
        self.reached = reached


class HttpService:
    """One service: at most `at_once` requests under way, `requests_per_second` started, each tried up to `tries` times.

    `timeout` is the seconds of silence that end a try, `deadline` the seconds that it may take as a whole (three times
    `timeout` where not given). Between tries it waits `backoff` seconds, doubled each time, and a random part; a
    `Retry-After` holds every request back; both up to `longest_wait` seconds. `largest` is bytes of an unpacked answer.
    `setting` is the name of the setting that holds `address`, for messages; `archive` keeps the answers, or gives kept ones
    instead of the service. May be used by many threads.
    """

    def __init__(
        self,
        name: str,
        address: str,
        *,
        setting: str,
        requests_per_second: float = 2,
        at_once: int = 2,
        timeout: float = 60,
        deadline: float | None = None,
        tries: int = 5,
        backoff: float = 1,
        longest_wait: float = 120,
        largest: int = 256_000_000,
        archive: Archive | None = None,
    ) -> None:
        self.name = name
        self._address = address.rstrip("/")
        self._setting = setting
        self._timeout = timeout
        self._seconds = deadline or 3 * timeout
        self._longest_wait = longest_wait
        self._largest = largest
        self._archive = archive
        self._reached = False
        self._stopped = Event()
        self._slots = BoundedSemaphore(at_once)
        self._rate_limit = RateLimit(1 / requests_per_second, self._stopped)
        self._deadlines: set[Deadline] = set()
        self._retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(self._is_worth_another_try),
            stop=tenacity.stop_any(tenacity.stop_after_attempt(tries), tenacity.stop_when_event_set(self._stopped)),
            wait=tenacity.wait_exponential(multiplier=backoff, max=longest_wait) + tenacity.wait_random(0, backoff),
            sleep=tenacity.sleep_using_event(self._stopped),
            reraise=True,
        )
        self._session = _session(at_once)

    def get_json(self, path: str, parameters: Parameters = ()) -> Any:
        """Return the decoded answer of `path` under the service's address; a name may repeat among `parameters`.

        Raises `NotFoundError` for 404 and 410 and `SourceError` for all else, once the tries are used up.
        """
        return self._answer(self._full(path, parameters), None, _json)

    def post_json(self, path: str, question: object) -> Any:
        """Return the decoded answer to `question`, sent as JSON to `path`; errors as those of `get_json`."""
        return self._answer(self._full(path, ()), orjson.dumps(question), _json)

    def get_jsonp(self, path: str, parameters: Parameters = ()) -> Any:
        """Return what an answer like `call([...]);` or plain JSON holds; errors as those of `get_json`."""
        return self._answer(self._full(path, parameters), None, _jsonp)

    def limit(self, calls: int, seconds: float) -> None:
        """Start no more than `calls` requests within any `seconds`, whatever else holds."""
        self._rate_limit.limit(calls, seconds)

    def _full(self, path: str, parameters: Parameters) -> str:
        return f"{self._address}/{path.lstrip('/')}" + (f"?{urlencode(parameters)}" if parameters else "")

    def _answer(self, address: str, question: bytes | None, decode: Callable[[bytes], Any]) -> Any:
        if self._archive is not None and self._archive.replays:
            return self._replayed(self._archive, address, question, decode)
        try:
            return self._retrying(self._try, address, question, decode)
        except NotFoundError:
            self._collect(address, question, None)
            raise
        except _PassingFaultError as fault:
            raise SourceError(self._explanation(address, fault)) from fault

    def stop(self) -> None:
        """End every request under way or waiting; they and all later ones raise `SourceError`."""
        self._stopped.set()
        for deadline in tuple(self._deadlines):
            deadline.cut()

    def close(self) -> None:
        """Give back the connections."""
        self._session.close()

    def _is_worth_another_try(self, error: BaseException) -> bool:
        # A service that was never reached is not waited for: the machine has no network or the address is wrong.
        return isinstance(error, _PassingFaultError) and (error.reached or self._reached)

    def _explanation(self, address: str, fault: _PassingFaultError) -> str:
        if self._stopped.is_set():
            return f"{self.name}: stopped before {_shown(address)} was read; the stored values are unchanged"
        check = "try again later" if self._reached else f"check the network, a proxy and HYTETAULU_{self._setting}"
        return f"{self.name}: {_shown(address)} {fault}; the stored values are unchanged: {check}"

    def _try(self, address: str, question: bytes | None, decode: Callable[[bytes], Any]) -> Any:
        with self._slots:
            self._rate_limit.wait()
            if self._stopped.is_set():
                raise _PassingFaultError("was not asked")
            body, content_type = self._read(address, question)
        try:
            answer = decode(body)
        except orjson.JSONDecodeError as error:
            raise _PassingFaultError(f"answered something that is not JSON ({content_type}, {len(body)} bytes)") from error
        self._collect(address, question, body)
        return answer

    def _collect(self, address: str, question: bytes | None, body: bytes | None) -> None:
        if self._archive is not None:
            self._archive.collect(Question(address.removeprefix(self._address), question), body)

    def _replayed(self, archive: Archive, address: str, question: bytes | None, decode: Callable[[bytes], Any]) -> Any:
        body = archive.newest(Question(address.removeprefix(self._address), question))
        if body is None:
            raise NotFoundError(f"{self.name}: {_shown(address)} was not known to the service when it was last asked")
        return decode(body)

    def _read(self, address: str, question: bytes | None) -> tuple[bytes, str]:
        """Return body and content type of a good answer."""
        deadline = Deadline(self._seconds)
        self._deadlines.add(deadline)
        # Ten seconds are ample for a connection; the setting is for answers that a service computes slowly.
        timeout = (min(self._timeout, 10), self._timeout)
        try:
            with deadline, self._asked(address, question, timeout) as response:
                self._reached = True
                self._refuse(address, response)
                body = self._body(address, response)
                if deadline.expired:  # an answer without a length only looks complete
                    raise TimeoutError
                return body, response.headers.get("Content-Type", "no type")
        except (requests.RequestException, transport.HTTPError, OSError, ValueError) as error:
            raise self._fault(error, late=deadline.expired) from error
        finally:
            self._deadlines.discard(deadline)

    def _asked(self, address: str, question: bytes | None, timeout: tuple[float, float]) -> requests.Response:
        if question is None:
            return self._session.get(address, timeout=timeout, stream=True)
        headers = {"Content-Type": "application/json"}
        return self._session.post(address, data=question, headers=headers, timeout=timeout, stream=True)

    def _fault(self, error: Exception, *, late: bool) -> Exception:
        if late:
            return _PassingFaultError(f"took longer than {self._seconds:g} s")
        if isinstance(error, ValueError):  # every kind of malformed address is one
            return SourceError(f"{self.name}: {error}; check HYTETAULU_{self._setting}")
        return _PassingFaultError(what_happened(error), reached=was_reached(error))

    def _refuse(self, address: str, response: requests.Response) -> None:
        """Raise what a status other than 2xx means."""
        status = response.status_code
        if 200 <= status < 300:
            return
        if status in _PASSING_STATUSES or status >= 500:
            asked = seconds_to_wait(response.headers.get("Retry-After", ""), datetime.now(UTC))
            self._rate_limit.hold(min(asked, self._longest_wait))
            raise _PassingFaultError(f"answered {status}")
        message = f"{self.name}: {_shown(address)} answered {status} {response.reason or ''}".rstrip()
        if status in (404, 410):
            raise NotFoundError(f"{message}: the service does not know it")
        raise RefusedError(f"{message}; the stored values are unchanged: check HYTETAULU_{self._setting}")

    def _body(self, address: str, response: requests.Response) -> bytes:
        body = bytearray()
        for piece in response.iter_content(1 << 18):
            body += piece
            if len(body) > self._largest:
                raise SourceError(
                    f"{self.name}: {_shown(address)} answered more than {self._largest:,} bytes; nothing was stored"
                )
        return bytes(body)


def open_service(
    name: str,
    address: str,
    settings: Settings,
    *,
    setting: str,
    folder: str,
    passing: frozenset[str] = frozenset(),
    backoff: float = 1,
) -> HttpService:
    """Return a service as the settings say: its rate limit and patience, and where its answers are kept or replayed from.

    `folder` is that of its archive; `passing` are parameters that change with the calendar (`archive.Archive`).
    """
    kept = Archive(settings.data_dir / "snapshots" / folder, settings.snapshots, passing, settings.from_archive)
    return HttpService(
        name,
        address,
        setting=setting,
        requests_per_second=settings.requests_per_second,
        at_once=settings.concurrent_requests,
        timeout=settings.timeout,
        tries=settings.retries,
        backoff=backoff,
        archive=kept,
    )


_ESCAPE = re.compile(rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)")
"""An escape of a JSON text; the group is half a character (a lone surrogate), which is no text."""


def _json(body: bytes) -> Any:
    """Decode JSON; control characters become spaces in texts, and halves of characters go, instead of spoiling the answer."""
    try:
        return orjson.loads(body)
    except ValueError:
        whole = re.sub(rb"[\x00-\x1f]", b" ", body)
        return orjson.loads(_ESCAPE.sub(lambda found: b"" if found[1] else found[0], whole))


def _jsonp(body: bytes) -> Any:
    """Decode the JSON between the first and the last bracket of a call, such as `load([...]);`."""
    call = re.fullmatch(rb"\s*[\w.$]+\s*\((.*)\)\s*;?\s*", body, re.DOTALL)
    return _json(call[1] if call else body)


def _session(at_once: int) -> requests.Session:
    session = requests.Session()
    session.headers["User-Agent"] = f"hytetaulu/{version('hytetaulu')}"
    session.headers["Accept"] = "application/json"
    session.max_redirects = 5
    for scheme in ("http://", "https://"):
        session.mount(scheme, DeadlineAdapter(pool_maxsize=at_once))
    return session


def _shown(address: str) -> str:
    return address if len(address) <= 100 else f"{address[:100]}…"
