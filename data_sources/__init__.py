"""Fetch population-group indicator series from public statistics services into a local SQL store."""
