"""Sentences on areas ranked by a value: the rank of the area in focus, from how many it certainly differs, the extremes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dashboard.charts.ranking.ranking import AreaValue, Ranking, certainly_differ
from dashboard.charts.request import ChartRequest
from dashboard.charts.text import absence, value_sentence
from dashboard.text.labels import _, n
from data_sources.model import Area, AreaLevel, Observation, is_shown

BY_LEVEL: Mapping[AreaLevel, str] = {
    AreaLevel.DISTRICT: _("{indicator} by district"),
    AreaLevel.MUNICIPALITY: _("{indicator} by municipality"),
    AreaLevel.COUNTY: _("{indicator} by wellbeing services county"),
    AreaLevel.REGION: _("{indicator} by region"),
}
"""The name of a chart by the level of its areas."""

LEVELS: Mapping[AreaLevel, str] = {
    AreaLevel.DISTRICT: _("Districts"),
    AreaLevel.MUNICIPALITY: _("Municipalities"),
    AreaLevel.COUNTY: _("Wellbeing services counties"),
    AreaLevel.REGION: _("Regions"),
}

AMONG: Mapping[AreaLevel, tuple[str, str]] = {
    AreaLevel.DISTRICT: n("among {count} comparable district", "among {count} comparable districts"),
    AreaLevel.MUNICIPALITY: n("among {count} comparable municipality", "among {count} comparable municipalities"),
    AreaLevel.COUNTY: n("among {count} comparable county", "among {count} comparable counties"),
    AreaLevel.REGION: n("among {count} comparable region", "among {count} comparable regions"),
}

FROM_SMALLEST = (_("the lowest value"), _("the second lowest value"), _("the third lowest value"))
FROM_LARGEST = (_("the highest value"), _("the second highest value"), _("the third highest value"))


@dataclass(frozen=True, slots=True)
class AreasText:
    """The sentences of a chart by area; `own` is the observation of the request's area in the ranking's period, ranked or not."""

    request: ChartRequest
    ranking: Ranking
    whole: Area
    own: Observation | None

    def sentence(self) -> str:
        """Return the rank of the area and from how many it certainly differs, or else the extremes."""
        own = self.ranking.of(self.request.area)
        return " ".join([self._opening(), self._rank(own), *self._certainty(own)]) if own else self.overview()

    def overview(self) -> str:
        """Return the value of the area itself, or why there is none, and the extremes."""
        return " ".join([self._opening(), *self._extremes()])

    def _opening(self) -> str:
        own = self.ranking.of(self.request.area)
        if own:
            return value_sentence(self.request, own.area, own.observation)
        if self.own is not None and is_shown(self.own):
            return value_sentence(self.request, self.request.area, self.own)
        return self._absence()

    def _absence(self) -> str:
        """Return why the area has no value to rank, and what the others' values are of."""
        request, text = self.request, self.request.text
        reason = absence(replace(request, observations=request.across), self.whole, [request.group])
        subject = {"indicator": text.name(request.indicator.name), "when": text.when(self.ranking.period)}
        where = text.t("{indicator} {area.locative} {when}.", area=text.area(self.whole), **subject)
        return f"{text.capitalise(reason)}. {where}" if reason else where

    def _among(self) -> str:
        """Return "8 vertailtavan kunnan joukossa"."""
        return self.request.text.n(*AMONG[self.ranking.ranked[0].area.level], len(self.ranking.ranked))

    def _rank(self, own: AreaValue) -> str:
        """Return "Kajaanin luku on kolmanneksi pienin 8 vertailtavan kunnan joukossa."."""
        text, decimals = self.request.text, self.request.indicator.decimals
        value, values = round(own.value, decimals), [round(each.value, decimals) for each in self.ranking.ranked]
        smaller, larger = sum(each < value for each in values), sum(each > value for each in values)
        if not smaller and not larger:
            return text.t("The value is the same {among}.", among=self._among())
        ranks, before = (FROM_SMALLEST, smaller) if smaller <= larger else (FROM_LARGEST, larger)
        if before < len(ranks):
            rank = text.t(ranks[before])
        elif ranks is FROM_SMALLEST:
            rank = text.t("value number {rank} from the lowest", rank=before + 1)
        else:
            rank = text.t("value number {rank} from the highest", rank=before + 1)
        if values.count(value) > 1:
            rank = text.t("{rank} (shared)", rank=rank)
        return text.t("{area} has {rank} {among}.", area=text.area(own.area), rank=rank, among=self._among())

    def _certainty(self, own: AreaValue) -> Iterator[str]:
        """Yield how many of the others certainly differ; by the interval of the difference, never by overlap."""
        text = self.request.text
        others = [each for each in self.ranking.ranked if each.area.code != own.area.code]
        known = {each.area.code: certainly_differ(own.observation, each.observation) for each in others}
        if all(certain is None for certain in known.values()):
            yield text.t("It cannot be assessed which differences are certain: no margin of error available.")
            return
        certain = [each.value > own.value for each in others if known[each.area.code]]
        if not certain:
            yield text.t("The value does not differ certainly from that of any other area.")
        else:
            yield text.t(
                "Of the other areas the value is certainly higher in {larger} and certainly lower in {smaller}, "
                "and the difference is not certain in {rest}.",
                larger=certain.count(True),
                smaller=certain.count(False),
                rest=sum(each is False for each in known.values()),
            )
        unknown = sum(each is None for each in known.values())
        if unknown:
            yield text.n(
                "The certainty of {count} difference cannot be assessed.",
                "The certainty of {count} differences cannot be assessed.",
                unknown,
            )

    def _extremes(self) -> Iterator[str]:
        text, indicator = self.request.text, self.request.indicator
        largest, smallest = (self.ranking.level_with(self.ranking.ranked[end], indicator.decimals) for end in (0, -1))
        if largest == smallest:
            yield text.capitalise(text.t("The value is the same {among}.", among=self._among()))
            return
        where = [text.listing(text.area(each.area).locative for each in end) for end in (largest, smallest)]
        values = [text.value(end[0].value, indicator.unit, indicator.decimals) for end in (largest, smallest)]
        said = {"among": self._among(), "highest": where[0], "high": values[0], "lowest": where[1], "low": values[1]}
        if self.own is not None and is_shown(self.own) and self.own.period != self.ranking.period:  # said before, of another time
            when = text.when(self.ranking.period)
            sentence = text.t(
                "{among} the value {when} is highest {highest} ({high}) and lowest {lowest} ({low}).", when=when, **said
            )
        else:
            sentence = text.t("{among} the value is highest {highest} ({high}) and lowest {lowest} ({low}).", **said)
        yield text.capitalise(sentence)
        certain = certainly_differ(largest[0].observation, smallest[0].observation)
        if certain is None:
            yield text.t("It cannot be assessed whether the difference is certain: no margin of error available.")
        else:
            yield (
                text.t("The difference between them is certain.")
                if certain
                else text.t("The difference between them is not certain.")
            )
