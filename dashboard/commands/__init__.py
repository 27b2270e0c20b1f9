"""The command line of the showing side."""
