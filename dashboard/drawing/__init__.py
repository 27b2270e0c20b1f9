"""What renderers that draw share: widths of text, places of labels, elements of SVG, maps on a flat drawing."""
