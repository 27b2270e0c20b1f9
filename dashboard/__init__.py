"""The dashboard: from the store, seen through an address, to pages, charts and files."""

BRAND = "Hytetaulu"
"""Name of the service in every language."""
