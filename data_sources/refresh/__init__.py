"""Source -> store: every indicator read, checked and stored in one transaction."""
