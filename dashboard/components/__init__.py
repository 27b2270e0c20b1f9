"""What pages are made of: data in, Dash components out."""
