"""A format is decoded in one place for all adapters."""
