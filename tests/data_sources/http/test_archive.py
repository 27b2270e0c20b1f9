"""Raw answers are kept when they were good, and give the same again without the service."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from data_sources.http.archive import Archive, MissingAnswerError, Question, collected

NOON = datetime(2026, 5, 2, 12, tzinfo=UTC)
ASKED = Question("/json?indicator=181&years=2019&years=2020&genders=total")


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "snapshots", 3, frozenset({"years"}))


def keep(archive, *bodies, question=ASKED):
    for number, body in enumerate(bodies):
        with collected() as answers:
            archive.collect(question, body)
            answers.keep(NOON + timedelta(days=number))


def kept(archive):
    return sorted(path.name[:8] for path in archive.folder.glob("*/*.gz"))


def test_the_newest_answer_is_given(archive):
    keep(archive, b"[1]", b"[2]")
    assert archive.newest(ASKED) == b"[2]"
    assert kept(archive) == ["20260502", "20260503"]


def test_no_more_are_kept_than_the_setting_says(archive):
    keep(archive, b"[1]", b"[2]", b"[3]", b"[4]", b"[5]")
    assert kept(archive) == ["20260504", "20260505", "20260506"]


def test_the_same_answer_again_takes_no_room(archive):
    keep(archive, b"[1]", b"[1]", b"[1]")
    assert kept(archive) == ["20260504"]  # when it was last read


def test_an_answer_that_nobody_vouched_for_is_not_kept(archive):
    keep(archive, b"[1]")
    with collected():
        archive.collect(ASKED, b'{"error": "wrong but JSON"}')
    archive.collect(ASKED, b"[9]")
    assert archive.newest(ASKED) == b"[1]"


def test_a_spoilt_file_gives_way_to_an_older_answer(archive):
    keep(archive, b"[1]", b"[2]")
    newest = max(archive.folder.glob("*/*.gz"))
    newest.write_bytes(gzip.compress(b"[2]")[:-6])
    assert archive.newest(ASKED) == b"[1]"


def test_an_answer_half_written_is_none(archive):
    keep(archive, b"[1]")
    (next(archive.folder.glob("*")) / "answer.part").write_bytes(b"half")
    assert archive.newest(ASKED) == b"[1]"


def test_the_years_up_to_today_do_not_make_another_question(archive):
    keep(archive, b"[1]")
    assert archive.newest(Question("/json?indicator=181&years=2031&genders=total")) == b"[1]"
    with pytest.raises(MissingAnswerError, match="indicator=182"):
        archive.newest(Question("/json?indicator=182&years=2019&genders=total"))


def test_what_was_sent_makes_a_question_of_its_own(archive):
    first, second = Question("/11re.px", b'{"query": 1}'), Question("/11re.px", b'{"query": 2}')
    keep(archive, b"[1]", question=first)
    keep(archive, b"[2]", question=second)
    assert (archive.newest(first), archive.newest(second)) == (b"[1]", b"[2]")


def test_an_address_that_the_service_did_not_know_is_remembered(archive):
    keep(archive, b"[1]", None)
    assert archive.newest(ASKED) is None


def test_with_none_to_be_kept_nothing_is_written(tmp_path):
    none = Archive(tmp_path / "snapshots", 0)
    keep(none, b"[1]")
    assert not none.folder.exists()


def test_a_question_can_be_read_beside_its_answers(archive):
    keep(archive, b"[1]")
    (text,) = archive.folder.glob("*/question.txt")
    assert text.read_text() == "/json?indicator=181&genders=total\n"
