"""Plans as files: TOML and workbooks, read with every fault named by its place, and written."""
