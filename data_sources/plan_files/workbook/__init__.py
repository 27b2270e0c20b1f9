"""Plans as workbooks that explain themselves in the language of whoever fills them in."""
