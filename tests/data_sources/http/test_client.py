"""The one socket against a real server: what a bad day of a service becomes."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import pairwise

import pytest

from data_sources.errors import NotFoundError, SourceError
from data_sources.http.client import HttpService
from data_sources.http.rate_limit import seconds_to_wait
from tests.services.loopback import PASSING, Answer, Fault, LoopbackService, json_answer

STATUSES = {"/missing": 404, "/retired": 410, "/forbidden": 403, "/wrong": 400}


def answer(request):
    if request.path in STATUSES:
        return Answer(STATUSES[request.path], b"no", "text/plain")
    return json_answer({"path": request.path, "query": request.query, "filling": "x" * 200})


@pytest.fixture
def service():
    with LoopbackService(answer) as running:
        yield running


@pytest.fixture
def http(service):
    """A client in a hurry."""
    client = client_of(service.url)
    yield client
    client.close()


def client_of(url, **changes):
    hurry = {"requests_per_second": 1000, "timeout": 0.2, "deadline": 0.4, "tries": 3, "backoff": 0.01, "longest_wait": 2}
    return HttpService("Sotkanet", url, setting="SOTKANET_URL", **(hurry | changes))


def test_a_good_answer_is_decoded_and_parameters_repeat(http):
    assert http.get_json("json", [("years", 2019), ("years", 2020)])["query"] == {"years": ["2019", "2020"]}


def test_every_request_says_who_asks(http, service):
    http.get_json("regions")
    assert service.requests[0].headers["user-agent"] == f"hytetaulu/{version('hytetaulu')}"


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault is not Fault.TOO_MANY_SECONDS])
def test_a_passing_fault_is_tried_again(http, service, fault):
    service.fail("/regions", fault)
    assert http.get_json("regions")["path"] == "/regions"


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_stays_is_reported_after_the_last_try(http, service, fault):
    service.fail("/regions", fault, fault, fault)
    with pytest.raises(SourceError, match=r"Sotkanet: http\S+/regions .*stored values are unchanged") as caught:
        http.get_json("regions")
    assert not isinstance(caught.value, NotFoundError)
    assert service.count("/regions") == 3


@pytest.mark.parametrize("fault", [Fault.DRIP, Fault.DRIPPING_HEADERS, Fault.SILENCE])
def test_no_slowness_outlasts_the_deadline(service, fault):
    client = client_of(service.url, tries=1)
    service.fail("/regions", fault)
    started = time.monotonic()
    with pytest.raises(SourceError, match=r"took longer than 0\.4 s|did not answer in time"):
        client.get_json("regions")
    assert time.monotonic() - started < 1


def test_redirects_without_end_are_reported(service):
    service.plan = lambda _request: Fault.REDIRECTS
    with pytest.raises(SourceError, match="leads from one address to another without end"):
        client_of(service.url, tries=1).get_json("regions")


def test_retry_after_holds_the_next_try_back(http, service):
    service.fail("/regions", Fault.TOO_MANY_SECONDS)
    http.get_json("regions")
    first, second = service.requests
    assert 1.0 <= second.started - first.started < 1.6


def test_retry_after_is_capped(service):
    client = client_of(service.url, longest_wait=0.2)
    service.fail("/regions", Fault.TOO_MANY_SECONDS)
    client.get_json("regions")
    first, second = service.requests
    assert second.started - first.started < 0.8


def test_retry_after_is_read_as_seconds_and_as_a_date():
    now = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)
    assert seconds_to_wait("120", now) == 120
    assert seconds_to_wait("Thu, 01 Jan 2026 12:00:30 GMT", now) == 30
    assert seconds_to_wait("Thu, 01 Jan 2026 11:00:00 GMT", now) == 0
    assert seconds_to_wait("soon", now) == seconds_to_wait("", now) == 0


def test_tries_are_put_further_and_further_apart(service):
    service.fail("/regions", *[Fault.SERVER_ERROR] * 3)
    client_of(service.url, tries=4, backoff=0.05).get_json("regions")
    starts = [request.started for request in service.requests]
    gaps = [later - earlier for earlier, later in pairwise(starts)]
    assert gaps[0] >= 0.05
    assert gaps[1] >= 0.1
    assert gaps[2] >= 0.2


@pytest.mark.parametrize("path", ["missing", "retired"])
def test_an_unknown_address_is_told_apart_and_not_tried_again(http, service, path):
    with pytest.raises(NotFoundError, match=rf"/{path} answered 4"):
        http.get_json(path)
    assert service.count("/") == 1


@pytest.mark.parametrize(("path", "status"), [("forbidden", 403), ("wrong", 400)])
def test_another_refusal_names_address_and_status_and_is_not_tried_again(http, service, path, status):
    with pytest.raises(SourceError, match=rf"/{path} answered {status} .*HYTETAULU_SOTKANET_URL"):
        http.get_json(path)
    assert service.count("/") == 1


def test_a_service_that_was_never_reached_fails_at_once():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        client = client_of(f"http://127.0.0.1:{taken.getsockname()[1]}", tries=5, backoff=5)
        started = time.monotonic()
        with pytest.raises(SourceError, match=r"cannot be reached \(.*refused.*check the network, a proxy and HYTETAULU"):
            client.get_json("regions")
    assert time.monotonic() - started < 1


def test_a_service_that_went_away_is_waited_for(service):
    client = client_of(service.url, tries=2)
    client.get_json("regions")
    client.close()
    service.__exit__()
    with pytest.raises(SourceError, match=r"cannot be reached .*try again later"):
        client.get_json("regions")


@pytest.mark.parametrize("address", ["sotkanet.fi/rest", "ftp://sotkanet.fi", "http://[sotkanet"])
def test_a_malformed_address_names_the_setting(address):
    with pytest.raises(SourceError, match="check HYTETAULU_SOTKANET_URL"):
        client_of(address).get_json("regions")


def test_an_answer_of_any_size_is_not_taken_in(service):
    with pytest.raises(SourceError, match="answered more than 100 bytes"):
        client_of(service.url, largest=100).get_json("regions")
    assert service.count("/") == 1


@pytest.mark.parametrize("more", [0, 1])
def test_the_largest_answer_is_taken_in_and_one_byte_more_is_not(service, more):
    body = b'"' + b"x" * (998 + more) + b'"'
    service.answer = lambda _request: Answer(200, body)
    client = client_of(service.url, largest=1000)
    if more:
        with pytest.raises(SourceError, match="answered more than 1,000 bytes"):
            client.get_json("regions")
    else:
        assert client.get_json("regions") == "x" * 998


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb'"a\ud800b"', "ab"),
        (rb'"a\udc00\ud800b"', "ab"),
        (rb'"a\ud83d\ude00b\ud800"', "a😀b"),
        (rb'"a\\ud800b\ud800"', r"a\ud800b"),
        (b'"a\x00b\nc"', "a b c"),
    ],
)
def test_half_a_character_or_a_control_character_does_not_spoil_an_answer(service, body, text):
    service.answer = lambda _request: Answer(200, body)
    assert client_of(service.url).get_json("regions") == text


def test_no_more_than_two_requests_are_under_way(service):
    service.delay = 0.05
    client = client_of(service.url, at_once=2)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(client.get_json, ["regions"] * 8))
    assert service.most_at_once == 2


def test_requests_start_no_faster_than_the_setting_says(service):
    client = client_of(service.url, requests_per_second=10, at_once=4)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(client.get_json, ["regions"] * 6))
    starts = sorted(request.started for request in service.requests)
    assert starts[-1] - starts[0] >= 5 / 10 - 0.15  # a busy machine lets the service see the first request late


@pytest.mark.parametrize("fault", [Fault.SILENCE, Fault.SERVER_ERROR])
def test_stopping_ends_what_is_under_way_or_waiting(service, fault):
    client = client_of(service.url, timeout=30, deadline=90, backoff=30, longest_wait=60)
    service.plan = lambda _request: fault
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(client.get_json, "regions")
        while not service.requests:
            time.sleep(0.01)
        time.sleep(0.05)
        client.stop()
        assert isinstance(asked.exception(timeout=2), SourceError)
    with pytest.raises(SourceError, match="stopped before"):
        client.get_json("regions")
