"""Addresses: View <-> URL for pages, embeds and presentations, and their parameters."""
