"""Charts on other sites: plain pages with chart, table and files, without Dash, cookies or third parties.

`/embed/{language}/{area}/{indicator}/{chart}` is the page; behind the same address are the files `.png`, `.svg`, `.csv`, `.xlsx`
and `.json`, and the page `/code` that gives a web editor the code. `/oembed` tells publishing systems the same.
"""
