"""Monitoring of a plan in an area: indicator status, release calendar, and the sentences and arithmetic of both."""
