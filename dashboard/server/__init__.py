"""The dashboard over HTTP: server-side rendering of every page, the page cache, callbacks, downloads, health, headers."""
