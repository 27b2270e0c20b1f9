"""The presentation of a meeting: all slides in one light page, and the page on which its content is chosen; no Dash.

`/{language}/{area}/present` works when the network drops, since the first answer holds everything; without JavaScript the
slides stand below one another.
"""
