"""Parts of pages that show differences between population groups and between areas."""
