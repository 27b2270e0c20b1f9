"""The dashboard over HTTP: the first answer of every address, the page cache, callbacks, downloads, health, headers."""
