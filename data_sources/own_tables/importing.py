"""An own table on its way into the store: small numbers suppressed, indicator files written, all or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from data_sources.adapters.sotkanet import SOURCE
from data_sources.disclosure.cells import Cell, Key, Minimums, Protection
from data_sources.disclosure.complements import protect_together
from data_sources.errors import CatalogueError
from data_sources.indicators import local_folder, read_indicators
from data_sources.model import OWN_TABLE, Observation, ObservationStatus, Origin
from data_sources.own_tables import Description, OwnTable, TableIndicator
from data_sources.own_tables.descriptions import file_of
from data_sources.own_tables.hidden import misfit_lines
from data_sources.own_tables.layout import form_languages
from data_sources.store import Before, Part, Snapshot, Store


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an import would do with one indicator: what is stored, which values are suppressed and why, and its file."""

    indicator: TableIndicator
    part: Part
    protection: Protection
    path: Path | None

    @property
    def suppressed(self) -> int:
        """How many values are suppressed."""
        return sum(each.status is ObservationStatus.SUPPRESSED for each in self.protection.cells)


def prepare(table: OwnTable, snapshot: Snapshot, file: str, now: datetime, *, both_sides: bool = False) -> list[Prepared]:
    """Return what is to be stored of the good values, small ones suppressed; `both_sides`: see `Minimums`.

    `CatalogueError` where they do not fit what was imported before, or where a total is smaller than its parts.
    """
    given = [each for each in table.indicators if each.cells]
    own = {one.id: (one, one.indicator) for one in given if isinstance(one.indicator, Description)}
    cells = {id_: one.cells for id_, (one, _) in own.items()}
    before = {id_: _before(one, described, snapshot) for id_, (one, described) in own.items()}
    protected = protect_together(cells, Minimums(both_sides=both_sides), before)
    if faults := [line for id_, each in protected.items() for line in misfit_lines(id_, each.misfits, table.districts)]:
        raise CatalogueError("\n".join([f"{file}: totals that are smaller than their parts; nothing was imported:", *faults]))
    prepared = [_own(one, described, protected[id_], file, now) for id_, (one, described) in own.items()]
    national: dict[str, list[TableIndicator]] = defaultdict(list)
    for one in given:
        if one.id not in own:
            national[one.id].append(one)
    return [*prepared, *(_national(each, snapshot, now) for each in national.values())]


def _before(one: TableIndicator, described: Description, snapshot: Snapshot) -> dict[Key, Cell]:
    """Return the values of an indicator that are stored and published already; made-up ones tell nothing."""
    if any(origin.sample for origin in snapshot.origins(one.id)) and not described.sample:
        return {}
    stored = snapshot.series(one.id, {cell.area for cell in one.cells})
    found = [
        Cell(each.area, each.group, each.period, each.numerator, each.denominator, each.value, status=each.status)
        for each in stored
    ]
    return {cell.key: cell for cell in found}


def store_table(store: Store, path: Path, prepared: Sequence[Prepared], table: OwnTable, now: datetime) -> int | None:
    """Write the indicator files and store the values; return the import's number, None where nothing is new."""
    used = {each.area for one in prepared for each in one.part.observations}
    districts = [area for code, area in table.districts.items() if code in used]
    with _files({one.path: one.part.described for one in prepared if one.path}):
        read_indicators()  # the whole catalogue must still be readable with them
        digest = sha256(path.read_bytes()).hexdigest()
        return store.import_table(path.name, digest, now, [one.part for one in prepared], districts)


def undo(store: Store, number: int, now: datetime) -> dict[str, Before]:
    """Restore observations and indicator files as they were before an import; `StoreError` where it cannot be undone."""
    restored = store.undo_import(number, now)
    own = {id_: path for id_ in restored if (path := own_file(id_))}
    with _files({path: restored[id_].file for id_, path in own.items()}):
        return restored


def own_file(id_: str) -> Path | None:
    """Return the file of an indicator in the installation's folder."""
    return next(iter(local_folder().glob(f"*/{id_}.toml")), None)


def _own(one: TableIndicator, described: Description, protection: Protection, file: str, now: datetime) -> Prepared:
    path, before = own_file(described.id), read_indicators().get(described.id)
    if before and before.theme != described.theme:
        raise CatalogueError(f"{described.id} stands under {before.theme}, not {described.theme}; undo its earlier imports first")
    if before and before.counts and one.counts not in (None, before.counts):
        raise CatalogueError(
            f"{described.id} has counts of {before.counts} already, not of {one.counts}; undo its earlier imports"
        )
    path = path or local_folder() / described.theme / f"{described.id}.toml"
    cells = protection.cells
    groups = {cell.group for cell in cells} | set(before.groups if before else ())
    text = file_of(described, groups, one.counts or (before.counts if before else None))
    part = Part(
        described.id,
        [_observation(described.id, cell) for cell in cells],
        [_origin(described, file, now)],
        frozenset(cell.period.last for cell in cells),
        path.read_text(encoding="utf-8") if path.exists() else None,
        text,
    )
    return Prepared(one, part, protection, path)


def _national(series: Sequence[TableIndicator], snapshot: Snapshot, now: datetime) -> Prepared:
    first = series[0]
    stored = {origin.series: origin for origin in snapshot.origins(first.id) if not origin.sample}
    origins = [stored.get(each.series) or _origin_of_series(first.id, each.series, now) for each in series]
    cells = [cell for each in series for cell in each.cells]
    part = Part(first.id, [_observation(first.id, cell) for cell in cells], origins)
    return Prepared(replace(first, cells=cells), part, Protection(cells), None)


def _origin_of_series(indicator: str, series: str, now: datetime) -> Origin:
    return Origin(
        indicator=indicator,
        series=series,
        publisher=dict.fromkeys(form_languages(), "Sotkanet.fi, THL"),
        licence=SOURCE.licence,
        address=SOURCE.page(series.partition(":")[2]),
        updated=None,  # so that the next refresh reads the whole series
        fetched=now,
    )


def _origin(described: Description, file: str, now: datetime) -> Origin:
    return Origin(
        indicator=described.id,
        series=f"{OWN_TABLE}:{described.id}",
        publisher=dict.fromkeys(form_languages(), described.publisher),
        licence=described.licence,
        address="",
        updated=None,
        fetched=now,
        sample=described.sample,
        texts={"file": {"": file}},
    )


def _observation(indicator: str, cell: Cell) -> Observation:
    if cell.status in (ObservationStatus.SUPPRESSED, ObservationStatus.MISSING):
        return Observation(indicator, cell.area, cell.group, cell.period, None, status=cell.status)
    counts = (None, None) if None in (cell.numerator, cell.denominator) else (cell.numerator, cell.denominator)
    return Observation(indicator, cell.area, cell.group, cell.period, cell.value, cell.low, cell.high, *counts)


@contextmanager
def _files(texts: dict[Path, str | None]) -> Iterator[None]:
    """Write files, or remove those whose text is None; put back what was there where the block fails."""
    before = {path: path.read_text(encoding="utf-8") if path.exists() else None for path in texts}
    try:
        for path, text in texts.items():
            _write(path, text)
        yield
    except BaseException:
        for path, text in before.items():
            _write(path, text)
        raise


def _write(path: Path, text: str | None) -> None:
    """Write a file at once, since a running server may read it at any moment."""
    if text is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
