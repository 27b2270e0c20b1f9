"""What every web page without Dash shares: documents, static files, and cached responses with their compressed form."""
