"""Parts of pages: data in, Dash components out."""
