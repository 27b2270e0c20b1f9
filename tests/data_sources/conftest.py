"""Services that every test of this folder may use."""

import os

import pytest

from tests.services.sotkanet import sotkanet
from tests.services.statfin import statfin
from tests.services.thl_cubes import thl_cubes
from tests.services.wfs import wfs

__all__ = ["sotkanet", "statfin", "thl_cubes", "wfs"]


@pytest.fixture
def environment(tmp_path, sotkanet, monkeypatch):
    """A store of its own and a service in no need of rest; the other services are not there."""
    variables = {
        "DATA_DIR": str(tmp_path / "data"),
        "DATABASE_URL": "",
        "SOTKANET_URL": sotkanet.url,
        "STATFIN_URL": "http://127.0.0.1:9",
        "THL_CUBES_URL": "http://127.0.0.1:9",
        "GEO_URL": "http://127.0.0.1:9",
        "REQUESTS_PER_SECOND": "1000",
        "TIMEOUT": "2",
        "RETRIES": "1",
    }
    for name, value in variables.items():
        monkeypatch.setenv(f"HYTETAULU_{name}", value)
    return os.environ
