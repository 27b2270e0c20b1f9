"""Search: everyday words, names in any language and parts of compounds -> indicators, areas, a plan's parts and pages."""
