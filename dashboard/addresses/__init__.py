"""Addresses: View <-> URL for pages, embeds and presentations, and what each of them may be asked."""
