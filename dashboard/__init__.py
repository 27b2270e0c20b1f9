"""The store seen through an address: pages, charts and their forms."""
