"""Charts: observations -> `Chart`, a description in one language that knows no renderer; one module a kind in `kinds`."""
