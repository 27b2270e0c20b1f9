"""The only way from store to dashboard: a context reads charts, plans, intervals and sources at one revision."""
