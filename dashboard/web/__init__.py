"""What every light web form shares: documents, static files, and kept answers with their compressed form."""
