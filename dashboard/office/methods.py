"""How the values were computed, in sentences that the report and the workbook share."""

from __future__ import annotations

from dashboard.text import Text


def method_lines(text: Text) -> list[str]:
    """Return what a reader must know of statuses, changes, differences, margins of error and signs."""
    return [
        text.t(
            "A status compares the change per year since the baseline with the change that the target requires: "
            "at least 95 per cent of it is on track, at least 60 per cent too slow, less than that far behind. "
            "In the target's year the value itself is judged."
        ),
        text.t(
            "A change or a difference is certain where its 95% confidence interval leaves out zero. Where the source gives no "
            "margin of error, certainty is not known; none has been invented."
        ),
        text.t(
            "A difference or a change leads a list, a slide or a summary only where it is certain or, where no margin of error "
            "exists, where the ratio of the values is at least 1.2 or they lie at least 5 percentage points apart; never where a "
            "value rests on fewer than five expected cases or fewer than 30 people, is older than twice the interval of the "
            "series, or newer ones are suppressed."
        ),
        text.t(
            "A difference between population groups is the higher value minus the lower one, and their ratio. "
            "Groups that overlap are not compared."
        ),
        text.t(
            "People fewer or more tell how the number of people would differ if every group did as well as the "
            "best one. It is an estimate from the sizes of the groups, and says nothing of causes."
        ),
        text.t(
            "Where the area has no value of its own, its county's or the whole country's stands in and is named. "
            "It is not counted among the statuses."
        ),
        text.t(
            "Two dots (..) mean that there is no value. Small numbers are suppressed to protect privacy, which is said in words."
        ),
        text.t(
            "Sources of the methods: Wilson and Newcombe (intervals of proportions), Byar and exact Poisson (rates), "
            "Eurostat (pace)."
        ),
    ]
