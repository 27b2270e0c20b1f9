"""Disclosure control: small numbers are suppressed before anything is stored, so that none can be worked out from the rest."""

from data_sources.disclosure.suppression import Cell, suppress

__all__ = ["Cell", "suppress"]
