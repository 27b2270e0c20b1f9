"""A Word document: headings, captions, tables and fields, with the looks of their styles."""
