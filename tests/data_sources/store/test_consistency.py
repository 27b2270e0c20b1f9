"""A reader never sees half an indicator, whatever writers do and however they end."""

import signal
import subprocess
import sys
import threading

import pytest

from data_sources.store import Change, open_store
from tests.data_sources.store.observations import observation, origin

AREAS = [f"KU{number:03}" for number in range(200)]


def edition(number):
    """Every value of an edition is its number, and later editions have more areas."""
    return [observation(area, str(year), float(number)) for area in AREAS[: 100 + 20 * number] for year in range(2015, 2025)]


def seen(snapshot):
    """The editions that the series, a year and the newest values are of, and how many areas each has."""
    newest = snapshot.latest(["smoking"], AREAS)
    across = snapshot.across("smoking", 2024)
    found = {observation.value for observation in (*snapshot.series("smoking", AREAS), *across, *newest)}
    return found, snapshot.observation_count() // 10, len(across), len(newest)


def test_a_snapshot_stays_as_it_was(store):
    store.replace("smoking", edition(1), [origin()])
    with store.snapshot() as before:
        assert seen(before) == ({1.0}, 120, 120, 120)
        assert store.replace("smoking", edition(2), [origin()]) == Change(inserted=200, updated=1200, deleted=0)
        assert seen(before) == ({1.0}, 120, 120, 120)
        with store.snapshot() as after:
            assert seen(after) == ({2.0}, 140, 140, 140)
            assert (before.revision, after.revision) == (1, 2)


def test_a_snapshot_is_of_the_moment_it_begins(store):
    store.replace("smoking", edition(1), [origin()])
    with store.snapshot() as snapshot:
        store.replace("smoking", edition(2), [origin()])
        assert seen(snapshot) == ({1.0}, 120, 120, 120)


def test_a_reader_sees_whole_editions_while_a_writer_writes(store, store_url):
    store.replace("smoking", edition(1), [origin()])
    done = threading.Event()

    def write():
        with open_store(store_url) as other:
            for number in (2, 3, 1, 4, 2, 1):
                other.replace("smoking", edition(number), [origin()])
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    looks = set()
    while not done.is_set() or not looks:
        with store.snapshot() as snapshot:
            found, *areas = seen(snapshot)
        looks.add((tuple(found), *areas))
    writer.join()
    assert looks <= {((float(number),), *[100 + 20 * number] * 3) for number in (1, 2, 3, 4)}


def test_writers_wait_for_each_other(store, store_url):
    def write(indicator):
        with open_store(store_url) as other:
            for year in range(2015, 2025):
                given = [observation(area, str(year), 1.0, indicator=indicator) for area in AREAS[:5]]
                other.replace(indicator, given, [origin(indicator)])

    writers = [threading.Thread(target=write, args=(f"indicator-{number}",)) for number in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with store.snapshot() as snapshot:
        assert snapshot.revision == 30
        assert snapshot.observation_count() == 15
        assert [len(snapshot.across(f"indicator-{number}", 2024)) for number in range(3)] == [5, 5, 5]


HALFWAY = """
import sys, time
from data_sources.store import open_store, replacing
from tests.data_sources.store.observations import origin
from tests.data_sources.store.test_consistency import edition

def stop(*_):
    print("halfway", flush=True)
    time.sleep(60)

setattr(replacing, sys.argv[2], stop)
open_store(sys.argv[1]).replace("smoking", edition(2), [origin()])
"""


@pytest.mark.slow
@pytest.mark.parametrize("step", ["_insert", "_newest", "_count", "write_origins"])
def test_a_writer_killed_halfway_leaves_the_store_whole(store, store_url, step):
    store.replace("smoking", edition(1), [origin()])
    command = [sys.executable, "-c", HALFWAY, store_url, step]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "halfway\n"
        with store.snapshot() as snapshot:
            assert seen(snapshot) == ({1.0}, 120, 120, 120)
        writer.send_signal(signal.SIGKILL)
    with open_store(store_url) as again:
        with again.snapshot() as snapshot:
            assert seen(snapshot) == ({1.0}, 120, 120, 120)
        again.replace("smoking", edition(2), [origin()])
        with again.snapshot() as snapshot:
            assert seen(snapshot) == ({2.0}, 140, 140, 140)
            assert snapshot.revision == 2
