"""Outlines of areas in the store: replaced whole, read back for the areas that are asked for."""

from data_sources.model import Boundary

SQUARE = ((27.0, 64.0), (27.0, 65.0), (28.0, 65.0), (28.0, 64.0))
HOLE = ((27.4, 64.4), (27.4, 64.6), (27.6, 64.6))
KAJAANI = Boundary("KU205", 2026, (SQUARE, HOLE))
KUHMO = Boundary("KU290", 2026, (((28.00012, 64.0), (29.5, 64.25), (28.0, 65.0)),))


def test_outlines_are_read_back_to_ten_thousandths_of_a_degree(store):
    store.replace_boundaries([KAJAANI, KUHMO])
    with store.snapshot() as snapshot:
        assert snapshot.boundaries(["KU205", "KU999"]) == {"KU205": KAJAANI}
        assert snapshot.boundaries(["KU290"])["KU290"].rings == (((28.0001, 64.0), (29.5, 64.25), (28.0, 65.0)),)
        assert snapshot.boundary_year() == 2026


def test_an_empty_store_has_no_outlines(store):
    with store.snapshot() as snapshot:
        assert snapshot.boundaries(["KU205"]) == {}
        assert snapshot.boundary_year() is None


def test_new_outlines_take_the_place_of_all_old_ones(store):
    store.replace_boundaries([KAJAANI, KUHMO])
    store.replace_boundaries([Boundary("KU205", 2027, (SQUARE,))])
    with store.snapshot() as snapshot:
        assert snapshot.boundaries(["KU205", "KU290"]) == {"KU205": Boundary("KU205", 2027, (SQUARE,))}


def test_the_revision_grows_only_with_a_change(store):
    revisions = []
    for outlines in ([KAJAANI], [KAJAANI], [KAJAANI, KUHMO]):
        store.replace_boundaries(outlines)
        with store.snapshot() as snapshot:
            revisions.append(snapshot.revision)
    assert revisions == [1, 1, 2]
