"""The sentence that counts targets: its verb agrees with the targets counted, its noun with all of them."""

from types import SimpleNamespace

import pytest

from dashboard.analysis.progress import Status
from dashboard.deck.counts import conclusion
from dashboard.text import text_for


@pytest.mark.parametrize(
    ("statuses", "language", "sentence"),
    [
        ((Status.ON_TRACK,), "en", "1 of 1 target is on track or achieved"),
        ((Status.ON_TRACK, Status.TOO_SLOW, Status.TOO_SLOW), "en", "1 of 3 targets is on track or achieved"),
        ((Status.ON_TRACK, Status.ACHIEVED, Status.TOO_SLOW), "en", "2 of 3 targets are on track or achieved"),
        ((Status.MET, Status.NOT_MET), "en", "1 of 2 targets was met, 1 was not met"),
        ((Status.ON_TRACK, Status.TOO_SLOW), "sv", "1 av 2 mål är på rätt väg eller uppnått"),
    ],
)
def test_the_verb_agrees_with_the_targets_counted(statuses, language, sentence):
    judged = [SimpleNamespace(progress=SimpleNamespace(status=status)) for status in statuses]
    assert conclusion(judged, text_for(language)).startswith(sentence)
