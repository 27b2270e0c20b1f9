"""Import and export over a real store: versions, what is told, and what is never overwritten."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data_sources.errors import CatalogueError
from data_sources.model import ObservationStatus
from data_sources.plan_files.files import read_plan_file
from data_sources.plan_files.moving import PlanImport, export_plan, import_plan, size_of
from data_sources.plan_files.shipped import install_plans, read_shipped_plans
from tests import builders
from tests.data_sources.plan_files.forms import PLAN, changed, texts, written

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHIPPED = ("default", "kainuu-2026-2029", "kajaani-2022-2025", "kajaani-2026-2029", "kannus-2026-2029", "kuopio-2026-2029")
OWN = replace(PLAN, key="sotkamo-2026-2029", area="KU765")


@pytest.fixture
def store(tmp_path, monkeypatch, new_store):
    """A store in a folder of its own, which the commands find too."""
    monkeypatch.setenv("HYTETAULU_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("HYTETAULU_DATABASE_URL", raising=False)
    with new_store(tmp_path / "data" / "hytetaulu.sqlite") as opened:
        yield opened


def keys(store):
    with store.snapshot() as snapshot:
        return {stored.plan.key: stored.version for stored in snapshot.plans()}


def test_shipped_plans_are_installed_once(store):
    assert install_plans(store, NOON) == SHIPPED
    assert install_plans(store, NOON + timedelta(days=1)) == ()
    assert keys(store) == dict.fromkeys(SHIPPED, 1)


def test_an_imported_plan_is_not_overwritten_by_the_shipped_one(store):
    store.save_plan(PLAN, NOON)
    assert PLAN.key not in install_plans(store, NOON)
    with store.snapshot() as snapshot:
        assert snapshot.plan(PLAN.key) == PLAN


def test_an_import_is_a_new_version_and_the_same_again_is_none(store, tmp_path):
    path = written(OWN, tmp_path / "plan.xlsx")
    assert import_plan(store, path, NOON) == PlanImport(OWN, 1, is_new=True, untranslated=[], without_values=[])
    assert size_of(OWN) == "3 priority areas, 2 objectives, 1 measures, 4 targets"
    again = import_plan(store, written(OWN, tmp_path / "plan.toml"), NOON)
    assert (again.version, again.is_new) == (1, False)
    changed(path, lambda book: book["Suunnitelma"].__setitem__("C2", 2030))
    newer = import_plan(store, path, NOON)
    assert (newer.version, newer.is_new) == (2, True)
    with store.snapshot() as snapshot:
        assert [snapshot.plan(OWN.key, version).last_year for version in (1, 2)] == [2029, 2030]


@pytest.mark.usefixtures("store")
def test_texts_that_are_missing_are_a_warning(run, tmp_path):
    plan = replace(OWN, name=texts("Suunnitelma"), areas=(OWN.areas[2],))
    path = written(plan, tmp_path / "plan.xlsx")
    assert run("import-plan", path)[1].splitlines() == [
        "sotkamo-2026-2029: stored as version 1 (1 priority areas, 0 objectives, 0 measures, 0 targets).",
        "warning: 1 texts are not in every language; another language is shown instead:",
        "  plan: name in sv, en",
    ]
    assert run("import-plan", path)[1].startswith("sotkamo-2026-2029: no change; identical to version 1.\n")


def test_targets_without_values_are_a_warning(store, run, tmp_path):
    store.replace(
        "obesity", [builders.observation("obesity", "HVA20", 2024, 25.0)], [builders.origin("obesity", "sotkanet:4459")]
    )
    told = run("import-plan", written(OWN, tmp_path / "plan.toml"))[1].splitlines()
    assert told[1:3] == ["warning: the area itself has no values yet for:", "  daily-smoking in kajaani"]
    assert "  municipal-election-turnout in kainuun-hyvinvointialue" in told


def test_suppressed_values_of_targets_are_told_as_such(store, run, tmp_path):
    hidden = builders.observation("daily-smoking", "KU205", 2024, None)._replace(status=ObservationStatus.SUPPRESSED)
    store.replace("daily-smoking", [hidden], [builders.origin("daily-smoking", "sotkanet:4404")])
    store.replace(
        "obesity", [builders.observation("obesity", "KU205", 2024, 25.0)], [builders.origin("obesity", "sotkanet:4459")]
    )
    assert "  daily-smoking in kajaani (its values are suppressed)" in run("import-plan", written(OWN, tmp_path / "plan.toml"))[1]


def test_groups_and_areas_that_a_target_compares_are_looked_for_too(store, tmp_path):
    store.replace(
        "obesity", [builders.observation("obesity", "KU205", 2024, 25.0)], [builders.origin("obesity", "sotkanet:4459")]
    )
    plan = replace(builders.plan_of_every_kind(), key="kajaani-kinds")
    found = import_plan(store, written(plan, tmp_path / "plan.toml"), NOON).without_values
    assert [line for line in found if "obesity" in line] == ["obesity in suomi"]
    assert [line for line in found if "sleep" in line] == [
        f"insufficient-sleep {group} in kajaani" for group in builders.EDUCATION
    ]
    assert found.count("daily-smoking in kajaani") == 1


def test_a_plan_with_faults_changes_nothing(store, tmp_path):
    path = changed(
        written(OWN, tmp_path / "plan.xlsx"),
        lambda book: [book["Suunnitelma"].__setitem__("A2", "?"), book["Suunnitelma"].__setitem__("B2", "x")],
    )
    with pytest.raises(CatalogueError, match=re.escape("plan.xlsx: 2 faults, nothing was imported:\nplan.xlsx: taulukko")):
        import_plan(store, path, NOON)
    assert keys(store) == {}


def test_the_key_of_another_areas_plan_is_refused(store, tmp_path):
    path = written(replace(OWN, key="kainuu-2026-2029"), tmp_path / "plan.toml")
    with pytest.raises(CatalogueError, match="which is a plan of kainuun-hyvinvointialue; expected a key of its own"):
        import_plan(store, path, NOON)
    assert keys(store)["kainuu-2026-2029"] == 1


def test_export_and_import_is_the_identity(store, tmp_path):
    for name in ("plan.xlsx", "plan.toml"):
        exported = export_plan(store, "kuopio-2026-2029", tmp_path / name, "en", NOON)
        assert exported == read_plan_file(tmp_path / name) == read_shipped_plans()["kuopio-2026-2029"]
        assert not import_plan(store, tmp_path / name, NOON).is_new


@pytest.mark.usefixtures("store")
def test_the_commands(run, tmp_path):
    path = tmp_path / "kannus.xlsx"
    status, out, _ = run("export-plan", "kannus-2026-2029", "--out", path, "--lang", "sv")
    assert (status, out.startswith(f"{path}: kannus-2026-2029 (3 priority areas, ")) == (0, True)
    changed(path, lambda book: book["Plan"].__setitem__("C2", 2030))
    status, out, _ = run("import-plan", path)
    assert status == 0
    assert out.startswith("kannus-2026-2029: stored as version 2 (3 priority areas, ")
    assert run("export-plan", "kannus-2026-2029", "--version", 1, "--out", tmp_path / "first.toml")[0] == 0
    assert read_plan_file(tmp_path / "first.toml") == read_shipped_plans()["kannus-2026-2029"]
    changed(path, lambda book: book["Plan"].__setitem__("C2", 1))
    status, out, err = run("import-plan", path)
    assert (status, out) == (2, "")
    assert err == (
        "hytetaulu: kannus.xlsx: blad 'Plan', rad 2, kolumn C (Sista året) är 1; förväntat: ett heltal från 1990 till 2100. "
        "Nothing was imported.\n"
    )


@pytest.mark.usefixtures("store")
def test_export_tells_what_there_is(run, tmp_path):
    status, _, err = run("export-plan", "oulu-2026", "--out", tmp_path / "plan.xlsx")
    assert status == 1
    assert "The store has no plan 'oulu-2026'; it has default, kainuu-2026-2029," in err
    assert run("export-plan", "default", "--version", 9, "--out", tmp_path / "plan.xlsx")[0] == 1
    assert "an empty form" in run("export-plan", "--out", tmp_path / "form.xlsx")[1]


def test_an_imported_plan_takes_the_place_of_the_shipped_ones(store, run, tmp_path):
    path = written(replace(PLAN, key="kajaani-of-its-own"), tmp_path / "plan.toml")
    told = run("import-plan", path, now=NOON)[1]
    assert "retired, since an imported plan takes the place of shipped ones: kajaani-2022-2025, kajaani-2026-2029.\n" in told
    with store.snapshot() as snapshot:
        assert {stored.plan.key for stored in snapshot.plans() if stored.retired} == {"kajaani-2022-2025", "kajaani-2026-2029"}
        assert snapshot.plan("kajaani-2022-2025") == read_shipped_plans()["kajaani-2022-2025"]
    assert "retired" not in run("import-plan", path, now=NOON)[1]


@pytest.mark.usefixtures("store")
def test_a_new_version_tells_what_changed(run, tmp_path):
    path = written(OWN, tmp_path / "plan.xlsx")
    assert "changed since" not in run("import-plan", path)[1]
    changed(path, lambda book: book["Suunnitelma"].__setitem__("C2", 2030))
    told = run("import-plan", path)[1].splitlines()
    assert told[1:] == ["changed since version 1:", "  changed plan sotkamo-2026-2029: last_year 2029 -> 2030"]


@pytest.mark.usefixtures("store")
def test_retire_plan_and_its_undo(run):
    status, out, _ = run("retire-plan", "kajaani-2026-2029", now=NOON)
    assert (status, out) == (
        0,
        "kajaani-2026-2029: retired; kept in the archive as version 1. kajaani now follows kajaani-2022-2025.\n",
    )
    assert run("retire-plan", "kajaani-2022-2025", now=NOON)[1].endswith("kajaani now follows kainuu-2026-2029.\n")
    assert run("retire-plan", "kajaani-2022-2025")[1] == (
        "kajaani-2022-2025: no change; retired already on 2026-03-01. kajaani now follows kainuu-2026-2029.\n"
    )
    assert run("retire-plan", "kajaani-2026-2029", "--undo", now=NOON)[1] == (
        "kajaani-2026-2029: back from the archive. kajaani now follows kajaani-2026-2029.\n"
    )
    assert "no change; it is not retired" in run("retire-plan", "kajaani-2026-2029", "--undo")[1]


@pytest.mark.usefixtures("store")
def test_what_cannot_be_retired_is_told(run):
    assert "fall back on; it cannot be retired" in run("retire-plan", "default")[2]
    status, _, err = run("retire-plan", "oulu-2026")
    assert status == 1
    assert "The store has no plan 'oulu-2026'; it has default, kainuu-2026-2029," in err


def test_a_mended_shipped_plan_is_a_new_version(store):
    store.save_plan(replace(read_shipped_plans()["kannus-2026-2029"], last_year=2030), NOON, shipped=True)
    assert "kannus-2026-2029" in install_plans(store, NOON)
    with store.snapshot() as snapshot:
        newest = snapshot.plan_versions("kannus-2026-2029")[-1]
    assert (newest.version, newest.shipped, newest.plan.last_year) == (2, True, 2029)


def test_status_lists_plans_in_use_and_in_the_archive(store, run):
    install_plans(store, NOON)
    store.retire_plan("kajaani-2022-2025", NOON)
    store.replace(
        "obesity", [builders.observation("obesity", "HVA20", 2024, 25.0)], [builders.origin("obesity", "sotkanet:4459")]
    )
    out = run("status")[1]
    assert "plans         default, kainuu-2026-2029, kajaani-2026-2029, kannus-2026-2029, kuopio-2026-2029\n" in out
    assert "retired plans kajaani-2022-2025 (2026-03-01)\n" in out


def test_the_same_plan_again_does_not_bring_it_back_but_tells_how(store, run, tmp_path):
    path = written(OWN, tmp_path / "plan.toml")
    run("import-plan", path)
    store.retire_plan(OWN.key, NOON)
    told = run("import-plan", path)[1].splitlines()
    assert told[1] == f"warning: the plan is retired; `./run retire-plan {OWN.key} --undo` brings it back."
    assert "stored as version 2" in run("import-plan", written(replace(OWN, last_year=2030), path))[1]
    with store.snapshot() as snapshot:
        assert [stored.retired for stored in snapshot.plans() if stored.plan.key == OWN.key] == [None]
