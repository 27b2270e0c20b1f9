"""`/health`: whether the store can be read and what it holds, for monitoring."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from data_sources.errors import StoreError
from data_sources.store import Store


def blueprint(store: Store) -> Blueprint:
    """Return the route of the health of one store."""
    routes = Blueprint("health", __name__)

    @routes.get("/health")
    def health() -> tuple[Response, int]:
        try:
            with store.snapshot() as snapshot:
                state = {
                    "status": "ok",
                    "revision": snapshot.revision,
                    "observations": snapshot.observation_count(),
                    "sample": snapshot.has_sample(),
                }
        except StoreError as error:
            return jsonify({"status": "store unavailable", "reason": str(error)}), 503
        return jsonify(state), 200

    return routes
